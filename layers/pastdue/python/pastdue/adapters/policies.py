"""Policies from YAML: the client's file laid over the shipped one, with faults that name file, path and cure.

Mappings are merged, lists and values replaced, and `null` takes an entry away; so a client's file may be five lines.
The YAML is read as plainly as it looks: `20:00`, `NO` and `10.10` are what they say (not 1200, false and 10.1),
a key that stands twice is a fault, and there are no aliases.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pastdue.domain.contact import Language
from pastdue.domain.errors import PolicyError
from pastdue.domain.policy import NEVER, Mode, Policy, reference_faults
from pastdue.domain.touch import Channel
from pastdue.domain.wording import Fault, closest, template_faults

LOCAL = "local"
SHIPPED = ("recipes.yaml", "texts.yaml")


def load(text: str, source: str = "policy.yaml") -> Policy:
    """The client's policy: `text` laid over the shipped one. PolicyError lists every fault, `source` named in each."""
    own = _parse(text, source)
    return _policy(_over(_shipped_tree(), own), source)


def shipped() -> Policy:
    """The policy that Pastdue ships: recipe A, with B, C and the excluded segments for whom they are meant."""
    return _policy(_shipped_tree(), "the shipped policy")


def shipped_text() -> str:
    """The shipped policy as YAML, comments included, to be read or copied from."""
    return "\n".join(_shipped_file(name) for name in SHIPPED)


def for_stage(policy: Policy, stage: str) -> Policy:
    """The same policy, if that stage may use it; PolicyError otherwise.

    Consent attested for all serves a local stack only. And what is sent for real must say whom to call.
    """
    if stage == LOCAL:
        return policy
    faults: list[Fault] = []
    if policy.consent.attested_for_all_locally:
        faults.append(
            Fault(
                path="consent.attested_for_all_locally",
                what=f"consent can't be taken for granted in the stage {stage!r}",
                cure="take this line out; import each customer's consent instead",
            )
        )
    faults += _without_callback(policy, sent=True)
    if faults:
        raise PolicyError(_told("policy", faults))
    return policy


def warnings(policy: Policy) -> tuple[str, ...]:
    """What a policy may be meant to have and has not, as `path: what; cure`."""
    found = list(_without_callback(policy))
    if policy.owner_email is None:
        found.append(
            Fault(
                path="owner_email",
                what="questions for a person go to the e-mail address of the QuickBooks company",
                cure="write the address of who answers them, e.g. owner_email: anna@example.com",
            )
        )
    return tuple(f"{fault.path}: {fault.what}; {fault.cure}" for fault in found)


def _without_callback(policy: Policy, *, sent: bool = False) -> tuple[Fault, ...]:
    """The rungs that would name a number where there is none; with `sent` only of ladders whose touches are sent."""
    if policy.callback_number:
        return ()
    climbed = {
        ladder
        for segment, ladder in policy.segments.items()
        if ladder != NEVER and not (sent and policy.mode_for(segment) is Mode.SHADOW)
    }
    asked = [
        f"ladders.{name}.rungs[{index}] (day {rung.day})"
        for name in sorted(climbed)
        for index, rung in enumerate(policy.ladders[name].rungs)
        if any("{callback_number}" in text for text in policy.templates[rung.template].values())
    ]
    if not asked:
        return ()
    return (
        Fault(
            path="callback_number",
            what=f"{' and '.join(asked)} would say whom to call, and there is no number",
            cure='write the number that your customers may call, e.g. callback_number: "(212) 555-0100"',
        ),
    )


# --- YAML, read as plainly as it looks -------------------------------------------------------------------------------


class _Plain(yaml.SafeLoader):
    """YAML without surprises: only null, true, false and whole numbers are more than text; keys are text and unique."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.get_event().start_mark  # type: ignore[no-untyped-call] # the stubs leave the parser's part out
            raise yaml.constructor.ConstructorError(None, None, "aliases (*name) are not used here", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        lines: dict[str, int] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be plain text", key.start_mark)
            if key.value in lines:
                told = f"the key {key.value!r} stands here and on line {lines[key.value]}; keep one of them"
                raise yaml.constructor.ConstructorError(None, None, told, key.start_mark)
            lines[key.value] = key.start_mark.line + 1
        return {key.value: self.construct_object(value, deep=deep) for key, value in node.value}


_Plain.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"-?(?:0|[1-9][0-9]*)", list("-0123456789")),
):
    _Plain.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first)

_Tree = dict[str, Any]


def _parse(text: str, source: str) -> _Tree:
    try:
        tree = yaml.load(text, _Plain)  # noqa: S506 - _Plain is a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{source}:{mark.line + 1}:{mark.column + 1}" if mark else source
        what = " ".join(part for part in (error.context, error.problem) if part)
        raise PolicyError(f"{where}: {what}; look at this line and the one before it") from error
    except yaml.YAMLError as error:  # letters that YAML does not allow carry no mark
        told = " ".join(str(error).split())
        raise PolicyError(f"{source}: this is no YAML text ({told}); save the file as UTF-8 text") from error
    if tree is None:
        return {}
    if not isinstance(tree, dict):
        raise PolicyError(f"{source}: this is {_kind(tree)}; write keys and values, e.g. creditor: Riverside Plumbing")
    return tree


def _kind(tree: object) -> str:
    return "a list" if isinstance(tree, list) else "a single value"


def _shipped_file(name: str) -> str:
    return (resources.files("pastdue.policies") / name).read_text(encoding="utf-8")


def _shipped_tree() -> _Tree:
    tree: _Tree = {}
    for name in SHIPPED:
        tree = _over(tree, _parse(_shipped_file(name), name))
    return tree


def _over(under: Mapping[str, Any], upper: Mapping[str, Any]) -> _Tree:
    """`upper` laid over `under`: mappings merged, everything else replaced, null takes away."""
    merged = dict(under)
    for key, value in upper.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, dict):
            below = merged.get(key)
            merged[key] = _over(below if isinstance(below, dict) else {}, value)
        else:
            merged[key] = value
    return merged


# --- from tree to policy, and every fault on the way -----------------------------------------------------------------


def _policy(tree: _Tree, source: str) -> Policy:
    policy: Policy | None = None
    found: list[Fault] = []
    try:
        policy = Policy.model_validate(tree)
    except ValidationError as error:
        found += [fault for details in error.errors() for fault in _faults(details)]
        found += _reference_faults(tree)
    found += [*_template_faults(tree), *_unknown_to_the_world(tree)]
    if policy is None or found:
        raise PolicyError(_told(source, found))
    return policy


def _told(source: str, faults: Iterable[Fault]) -> str:
    return "\n".join(dict.fromkeys(f"{source}: {fault.path}: {fault.what}; {fault.cure}" for fault in faults))


def _faults(details: ErrorDetails) -> list[Fault]:
    path, kind = _path(details["loc"]), details["type"]
    if kind == "extra_forbidden":
        return [_unknown_key(details["loc"])]
    if kind == "value_error":
        return [_own(path, line) for line in str(details["ctx"]["error"]).splitlines()]
    if kind == "missing":
        return [Fault(path=path, what="it is missing", cure=_cure(details))]
    return [Fault(path=path, what=_what(details), cure=_cure(details))]


_NO: Mapping[str, str] = {
    "int": "no whole number",
    "float": "no number",
    "decimal": "no number",
    "bool": "neither true nor false",
    "string": "no text",
    "time": "no time of day",
    "date": "no date",
    "tuple": "no list",
    "dict": "no mapping",
    "mapping": "no mapping",
    "model": "no mapping",
}


def _what(details: ErrorDetails) -> str:
    given, (sort, _, how) = details["input"], details["type"].partition("_")
    shown = "a list" if isinstance(given, list) else "a mapping" if isinstance(given, dict) else repr(given)
    if sort in _NO and how in {"type", "parsing", "from_datetime_parsing", "attributes_type", "from_float"}:
        return f"{shown} is {_NO[sort]}"
    return f"{details['msg'][0].lower()}{details['msg'][1:]}, not {shown}"


def _own(path: str, line: str) -> Fault:
    """A fault that a model's own validator wrote: `what; cure`, from the whole policy `path: what; cure`."""
    if not path:
        path, _, line = line.partition(": ")
    what, _, cure = line.partition("; ")
    return Fault(path=path, what=what, cure=cure)


def _path(loc: Iterable[int | str]) -> str:
    path = ""
    for step in loc:
        if step == "[key]":
            continue
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path


_CURES: Mapping[str, str] = {
    "day": "write a whole number of days, e.g. 7",
    "days": "write a whole number of days, e.g. 14",
    "window.days": "write a list of days, e.g. [mon, tue, wed, thu, fri]",
    "digest": "write e.g. digest: {days: business, hour: 7}",
    "digest.days": "write business, monday or off",
    "hour": "write a whole hour from 0 to 23, e.g. 7",
    "hand_off_day": "write a whole number of days past due, e.g. 21",
    "gap_days": "write a whole number of days from 1 to 60, e.g. 3",
    "grace_days_after_issue": "write a whole number of days from 0 to 60, e.g. 3",
    "list_after_days": "write a whole number of days, e.g. 60",
    "latest": "write how many of the latest invoices to look at, e.g. 2",
    "per_seven_days": "write a whole number from 1 to 7, e.g. 2",
    "per_hour": "write how many touches an hour may have, from 1 to 10000, e.g. 120",
    "per_day": "write how many touches a day may have, from 1 to 100000, e.g. 300, or leave the line out",
    "business_days": "write a whole number of business days from 1 to 60, e.g. 5",
    "daily_cap": "write with how many payers of the backlog a day begins, from 1 to 10000, e.g. 20",
    "spread_days": "write over how many days a holiday's touches go out, from 1 to 10, e.g. 2",
    "parent_pays": "write true, false, or where_billed (as QuickBooks bills the parent)",
    "channel": "write sms or email",
    "mode": "write shadow, approve or auto",
    "fall_back": "write email or person",
    "fall_back_after_stop": "write person or email",
    "fall_back_from_email": "write text or person",
    "rungs": "write a list, e.g. [{day: 3, template: nudge}]",
    "rung": "write a mapping, e.g. {day: 3, template: nudge}",
    "template": "write the name of one of the templates, e.g. nudge",
    "opens": "write a time of day, e.g. 09:00",
    "closes": "write a time of day, e.g. 20:00",
    "window": "write e.g. window: {opens: 09:00, closes: 20:00, days: [mon, tue, wed, thu, fri]}",
    "own_dates": "write a list of dates, e.g. [2026-12-24]",
    "also": "write a list of countries, e.g. [MX]",
    "offered_from_rung": "write the number of a rung, e.g. 2",
    "instalments": "write a whole number from 2 to 12, e.g. 3",
    "spacing_days": "write a whole number of days from 7 to 92, e.g. 14",
    "smallest": "write an amount of at least 1, e.g. 50.00",
    "largest_balance": "write an amount above 0, e.g. 5000.00",
    "offer_days": "write a whole number of days from 1 to 30, e.g. 3",
    "second_reminder_days": "write a whole number of days from 1 to 30, e.g. 3",
    "grace_days": "write a whole number of days from 1 to 60, e.g. 5",
    "minimum_to_chase": "write an amount, e.g. 10.00",
    "approve_above": "write an amount above 0, e.g. 5000.00, or leave the line out",
    "texts_per_second": "write a number above 0, at most 225, e.g. 3",
    "callback_number": 'write it in quotes, e.g. "(212) 555-0100"',
    "creditor": "write a name, in quotes if it is a number",
    "deposit_account_id": 'write the account\'s id in quotes, e.g. "35"',
    "templates": "write e.g. nudge: {en: ..., es: ...}",
    "segments": "write e.g. default: A",
    "ladders": "write e.g. A: {rungs: [...], hand_off_day: 21}",
}
_BY_KIND: Mapping[str, str] = {
    "bool": "write true or false",
    "string": "write text, in quotes if it looks like a number",
    "int": "write a whole number",
    "model": "write keys and values under it",
    "mapping": "write keys and values under it",
    "tuple": "write a list, e.g. [one, two]",
    "enum": "write one of the names given",
    "literal": "write one of the names given",
}


def _cure(details: ErrorDetails) -> str:
    names = [step for step in details["loc"] if isinstance(step, str) and step != "[key]"]
    if names[:1] == ["templates"] and len(names) > 1:
        return "write the languages en and es, each with one text"
    if names[-1:] == ["rungs"] and isinstance(details["loc"][-1], int):
        return _CURES["rung"]
    known = _CURES.get(".".join(names[-2:])) or _CURES.get(names[-1] if names else "")
    return known or _BY_KIND.get(details["type"].partition("_")[0], "see docs/policy.md")


def _unknown_key(loc: tuple[int | str, ...]) -> Fault:
    model = _model_at(Policy, loc[:-1])
    fields = model.model_fields if model else {}
    near = closest(str(loc[-1]), fields)
    cure = f"did you mean {near}?" if near else f"the keys here are {', '.join(fields)}"
    return Fault(path=_path(loc), what="there is no such key", cure=cure)


def _model_at(model: type[BaseModel], loc: Iterable[int | str]) -> type[BaseModel] | None:
    """The model that stands at a path of a policy, so that its keys can be named."""
    found: Any = model
    for step in loc:
        if isinstance(found, type) and issubclass(found, BaseModel):
            field = found.model_fields.get(str(step))
            found = _bare(field.annotation) if field else None
        else:  # a mapping or a tuple: the step is a key or an index, what it holds is the last argument
            held = [argument for argument in typing.get_args(found) if argument is not Ellipsis]
            found = _bare(held[-1]) if held else None
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _bare(annotation: Any) -> Any:
    """Without Annotated and without `| None`."""
    if typing.get_origin(annotation) is typing.Annotated:
        return _bare(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        return _bare(next(argument for argument in typing.get_args(annotation) if argument is not types.NoneType))
    return annotation


# --- what the types let through, looked at in the tree, so that one fault hides no other -----------------------------


_HAVE_MODES = frozenset({"segments", "ladders"})


def _reference_faults(tree: _Tree) -> list[Fault]:
    """Names that name nothing. A whole policy checks this itself; one with other faults does not come so far."""
    if not all(isinstance(tree.get(name), dict) for name in ("segments", "ladders")):
        return []  # told already
    lines = reference_faults(
        segments=_texts(tree.get("segments")),
        assignment={kind: _texts(entries) for kind, entries in _mapping(tree.get("assignment")).items()},
        rungs={
            name: [str(_mapping(rung).get("template", "")) for rung in _rungs(ladder)]
            for name, ladder in _mapping(tree.get("ladders")).items()
        },
        worded={name for name, texts in _templates(tree).items() if Language.ENGLISH in texts},
        modes={kind: _texts(entries) for kind, entries in _mapping(tree.get("modes")).items() if kind in _HAVE_MODES},
    )
    return [_own("", line) for line in lines]


def _template_faults(tree: _Tree) -> tuple[Fault, ...]:
    known = {str(channel) for channel in Channel}
    channels: dict[str, frozenset[Channel]] = {}
    for ladder in _mapping(tree.get("ladders")).values():
        for rung in map(_mapping, _rungs(ladder)):
            template, channel = str(rung.get("template")), str(rung.get("channel", Channel.SMS))
            if channel in known:
                channels[template] = channels.get(template, frozenset()) | {Channel(channel)}
    return template_faults(_templates(tree), channels)


def _templates(tree: _Tree) -> dict[str, dict[Language, str]]:
    known = {str(language) for language in Language}
    return {
        name: {Language(key): text for key, text in _mapping(texts).items() if key in known and isinstance(text, str)}
        for name, texts in _mapping(tree.get("templates")).items()
    }


def _rungs(ladder: object) -> list[Any]:
    rungs = _mapping(ladder).get("rungs")
    return rungs if isinstance(rungs, list) else []


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: object) -> dict[str, str]:
    return {key: text for key, text in _mapping(value).items() if isinstance(text, str)}


def _unknown_to_the_world(tree: _Tree) -> Iterator[Fault]:
    """Zones, countries, addresses and numbers that are none."""
    texts, holidays = _texts(tree), _mapping(tree.get("holidays"))
    if "time_zone" in texts and not _is_zone(texts["time_zone"]):
        told = f"there is no time zone {texts['time_zone']!r}"
        yield Fault(path="time_zone", what=told, cure="write an IANA name, e.g. America/Chicago")
    countries = {"default_country": texts.get("default_country"), "holidays.country": holidays.get("country")}
    also = holidays.get("also")
    if isinstance(also, list):
        countries |= {f"holidays.also[{index}]": country for index, country in enumerate(also)}
    for path, country in countries.items():
        if isinstance(country, str) and not re.fullmatch(r"[A-Z]{2}", country):
            yield Fault(path=path, what=f"{country!r} is no country code", cure="write two capital letters, e.g. US")
    if "owner_email" in texts and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", texts["owner_email"]):
        yield Fault(path="owner_email", what="this is no e-mail address", cure="write e.g. anna@example.com")
    if "callback_number" in texts and len(re.sub(r"\D", "", texts["callback_number"])) < 7:
        yield Fault(path="callback_number", what="this is no phone number", cure=_CURES["callback_number"])


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of the zone database gives an OSError
        return False
    return True
