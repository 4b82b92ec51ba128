"""The owner's consent: to Intuit's page, and back with a code."""

from pastdue.lambdas import connect_pages

handler = connect_pages()
