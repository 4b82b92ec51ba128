"""Pastdue: texts what is past due, hears the answer, books the payment once, and goes silent."""
