"""QuickBooks Online and Intuit's OAuth, played: honest, stateful, never kinder than the real ones."""

from sandbox.quickbooks.books import Habits
from sandbox.quickbooks.company import Company
from sandbox.quickbooks.oauth import Lifetimes, Tokens
from sandbox.quickbooks.vendor import PlayedQuickBooks
from sandbox.quickbooks.webhooks import sign

__all__ = ["Company", "Habits", "Lifetimes", "PlayedQuickBooks", "Tokens", "sign"]
