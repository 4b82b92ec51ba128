"""Phrases: how a reply is made plain, and how the rules about replies are read."""

from __future__ import annotations

import pytest

from pastdue.domain.meanings import RULES, every_rule
from pastdue.domain.phrases import Rule, said, words_of
from pastdue.domain.plain_text import plain


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("STOP texting me!! I paid.", "< stop texting me | i paid >"),
        ("Don’t text", "< dont text >"),
        ("do not text", "< dont text >"),
        ("I'll pay", "< i will pay >"),
        ("ill pay", "< i will pay >"),
        ("I'm", "< i am >"),
        ("S T O P", "< stop >"),
        ("S.T.O.P.", "< stop >"),
        ("stoooop", "< stop >"),
        ("stpo", "< stop >"),
        ("🛑", "< stop >"),
        ("Quítame", "< quitame >"),
        ("mañana", "< manana >"),
        ("wrong #", "< wrong number >"),
        ("$1,250.50", "< 1250.50 >"),
        ("Stop, please,", "< stop , please >"),
        (", ok,. No", "< ok | no >"),
        ("on 6/15", "< on 6/15 >"),
        ("f*** off", "< fuck off >"),
        ("unsubscibe", "< unsubscribe >"),
        ("tomorow", "< tomorrow >"),
        ("paymnet", "< payment >"),
        ("pasado", "< pasado >"),
        ("asta el biernes", "< hasta el viernes >"),
        ("no resivi nada", "< no recibi nada >"),
        ("stoptexting", "< stop texting >"),
        ("quit textin", "< quit texting >"),
        ("No. More. Texts.", "< no more texts >"),
        ("", "< > "),
    ],
)
def test_a_reply_is_made_plain(body: str, words: str) -> None:
    assert plain(body, words_of(every_rule())).strip() == words.strip()


def test_a_known_word_is_no_misspelling_of_another() -> None:
    assert plain("frday") == "< friday > "
    assert plain("frday", frozenset({"frday"})) == "< frday > "


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("stop texting", "please stop texting me", "stop texting"),
        ("stop texting", "stop the texting", None),
        ("stop texting", "nonstop texting", None),
        ("(i|we) paid", "yes we paid", "we paid"),
        ("(just sent|paid (it|this))", "i just sent", "just sent"),
        ("(just sent|paid (it|this))", "paid this", "paid this"),
        ("disput*", "disputing", "disputing"),
        ("^ wrong", "hi wrong", None),
        ("^ wrong", "hi. wrong one", "wrong"),
        ("wrong $", "wrong one", None),
        ("wrong $", "that is wrong. bye", "wrong"),
        ("= yes", "yes", "yes"),
        ("= yes", "yes. ok", None),
        ("dont ... texts", "dont you send me any more texts", None),
        ("dont ... texts", "dont send me any texts", "dont send me any texts"),
        ("dont ... texts", "dont. no texts", None),
        ("dont ... texts", "i dont, send texts", None),
        ("stop please", "stop, please", "stop please"),
        ("stop please? now", "stop now", "stop now"),
        ("not _ $", "not maria", "not maria"),
        ("not _ $", "not maria lopez", None),
        ("pay WHEN", "pay next friday", "pay next friday"),
        ("NUMBER a week", "50 a week", "50 a week"),
        ("the #th", "the 15th", "the 15th"),
        ("on #/#", "on 6/15", "on 6/15"),
    ],
)
def test_the_language_of_phrases(phrase: str, text: str, found: str | None) -> None:
    assert said(plain(text), (Rule(phrase),)) == found


def test_a_phrase_that_goes_on_stands_further_in() -> None:
    rule = Rule(
        """
        (one|
            two) three
        four
            five
        """
    )

    assert [said(plain(text), (rule,)) for text in ("two three", "four five", "four", "five")] == [
        "two three",
        "four five",
        None,
        None,
    ]


def test_what_must_not_count_is_taken_out_first() -> None:
    rule = Rule("stop", but_not="bus stop")

    assert said(plain("the bus stop"), (rule,)) is None
    assert said(plain("at the bus stop i said stop"), (rule,)) == "stop"


def test_a_phrase_with_an_open_bracket_is_an_error() -> None:
    with pytest.raises((AssertionError, IndexError)):
        said(plain("x"), (Rule("(one|two"),))


def test_every_shipped_rule_can_be_read() -> None:
    for rule in every_rule():
        said("< x > ", (rule,))
    assert {"stop", "disput"} <= words_of(rule for rules in RULES.values() for rule in rules)
