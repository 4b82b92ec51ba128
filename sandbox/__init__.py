"""The vendors, played: honest, stateful fakes of QuickBooks, Stripe and Twilio."""
