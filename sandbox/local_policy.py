"""The policy that a local stack starts with: it acts at once, by recipe A, for customers who all agreed to texts."""

LOCAL_POLICY = """\
mode: auto
consent: {attested_for_all_locally: true}
callback_number: (212) 555-0100
"""
