"""What Pastdue is made of in the client's AWS account: one stack, one construct a capability."""
