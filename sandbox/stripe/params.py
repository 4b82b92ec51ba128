"""Stripe's form parameters: brackets become a tree, checked against what the endpoint knows, as Stripe does."""

# ruff: noqa: ARG001  every reader takes the same three arguments: the rule, the raw value, its path

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

_PART = re.compile(r"\[([^\]]*)\]")
_INT = re.compile(r"-?\d{1,18}\Z")

Tree = dict[str, Any]


class StripeError(Exception):
    """One error answer; `ran` says whether the endpoint had begun: only then does an idempotency key keep it."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        ran: bool = True,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.ran = ran
        self.error: Tree = {"message": message, "type": kind}
        if code:
            self.error["code"] = code
            self.error["doc_url"] = f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}"
        if param:
            self.error["param"] = param
        self.error.update(more or {})


def nest(pairs: Iterable[tuple[str, str]]) -> Tree:
    """`a[b][0][c]=1` becomes {"a": {"b": {"0": {"c": "1"}}}}; `a[]=1` takes the next number."""
    root: Tree = {}
    for name, value in pairs:
        head, bracket, _ = name.partition("[")
        path = [head, *_PART.findall(name)] if bracket else [head]
        node = root
        for index, part in enumerate(path):
            key = part or str(len(node))
            if index == len(path) - 1:
                node[key] = value
                break
            below = node.setdefault(key, {})
            if not isinstance(below, dict):
                raise StripeError(400, f"Invalid {name}: conflicting parameters", param=head, ran=False)
            node = below
    return root


@dataclass(frozen=True)
class Spec:
    """One parameter's rule; `kind` is int, str, bool, hash (any strings), list, object, or unplayed."""

    kind: str
    required: bool = False
    unset: bool = False
    most: int | None = None
    least: int | None = None
    choices: frozenset[str] | None = None
    item: Spec | None = None
    fields: Mapping[str, Spec] | None = None


def integer(*, required: bool = False, unset: bool = False, least: int | None = None, most: int | None = None) -> Spec:
    """A whole number."""
    return Spec("int", required=required, unset=unset, least=least, most=most)


def text(*choices: str, required: bool = False, unset: bool = False, most: int | None = None) -> Spec:
    """A string, one of `choices` where given; `unset` allows an empty string, which clears the value."""
    return Spec("str", required=required, unset=unset, most=most, choices=frozenset(choices) or None)


def boolean() -> Spec:
    """Either true or false."""
    return Spec("bool")


def metadata() -> Spec:
    """Up to 50 strings of 500 characters under names of 40."""
    return Spec("hash", unset=True)


def listing(item: Spec, *, required: bool = False, unset: bool = False, most: int | None = None) -> Spec:
    """A list."""
    return Spec("list", item=item, required=required, unset=unset, most=most)


def group(**fields: Spec) -> Spec:
    """A nested object."""
    return Spec("object", fields=fields)


def needed(spec: Spec) -> Spec:
    """The same, but it must be given."""
    return replace(spec, required=True)


def clearable(spec: Spec) -> Spec:
    """The same, but an empty string clears it."""
    return replace(spec, unset=True)


def unplayed(*names: str) -> dict[str, Spec]:
    """Parameters that Stripe knows and this sandbox refuses aloud, so that nobody believes they were obeyed."""
    return {name: Spec("unplayed") for name in names}


def instant() -> Spec:
    """A timestamp, or a range of them by gt, gte, lt, lte."""
    return Spec("instant")


EXPAND = {"expand": listing(text())}
PAGE = {
    "limit": integer(least=1, most=100),
    "starting_after": text(),
    "ending_before": text(),
    **EXPAND,
}


def _path(path: str, name: str) -> str:
    return f"{path}[{name}]" if path else name


def read(spec: Spec, raw: Any, path: str) -> Any:
    """The typed value of one parameter, or the vendor's complaint about it."""
    if spec.kind == "unplayed":
        raise StripeError(400, f"The played Stripe does not play the parameter {path}.", param=path, ran=False)
    if raw == "" and spec.kind != "hash":
        if spec.unset:
            return None
        raise StripeError(
            400,
            f"You passed an empty string for '{path}'. We assume empty values are an attempt to unset a parameter; "
            f"however '{path}' cannot be unset. You should remove '{path}' from your request or supply a non-empty "
            "value.",
            code="parameter_invalid_empty",
            param=path,
            ran=False,
        )
    return _READERS[spec.kind](spec, raw, path)


def _read_int(spec: Spec, raw: Any, path: str) -> int:
    if not isinstance(raw, str) or not _INT.match(raw):
        raise StripeError(400, f"Invalid integer: {raw}", code="parameter_invalid_integer", param=path, ran=False)
    number = int(raw)
    if spec.least is not None and number < spec.least:
        raise StripeError(
            400,
            f"This value must be greater than or equal to {spec.least}.",
            code="parameter_invalid_integer",
            param=path,
            ran=False,
        )
    if spec.most is not None and number > spec.most:
        raise StripeError(
            400,
            f"This value must be less than or equal to {spec.most}.",
            code="parameter_invalid_integer",
            param=path,
            ran=False,
        )
    return number


def _read_str(spec: Spec, raw: Any, path: str) -> str:
    if not isinstance(raw, str):
        raise StripeError(400, f"Invalid string: {raw}", code="parameter_invalid_string", param=path, ran=False)
    if spec.most is not None and len(raw) > spec.most:
        raise StripeError(
            400,
            f"Invalid string: {raw[:20]}...{raw[-4:]}; must be at most {spec.most} characters",
            param=path,
            ran=False,
        )
    if spec.choices is not None and raw not in spec.choices:
        known = ", ".join(sorted(spec.choices))
        raise StripeError(400, f"Invalid {path}: must be one of {known}", param=path, ran=False)
    return raw


def _read_bool(spec: Spec, raw: Any, path: str) -> bool:
    if raw not in ("true", "false"):
        raise StripeError(400, f"Invalid boolean: {raw}", param=path, ran=False)
    return bool(raw == "true")


def _read_hash(spec: Spec, raw: Any, path: str) -> dict[str, str] | None:
    if raw == "":
        return None
    if not isinstance(raw, dict):
        raise StripeError(400, "Invalid hash", code="parameter_invalid_hash", param=path, ran=False)
    if len(raw) > 50:
        raise StripeError(400, "You can only have up to 50 metadata keys on an object.", param=path, ran=False)
    for key, value in raw.items():
        if len(key) > 40:
            raise StripeError(
                400, f"Metadata keys can have up to 40 characters: {key}", param=_path(path, key), ran=False
            )
        if not isinstance(value, str):
            raise StripeError(400, "Metadata values must be strings", param=_path(path, key), ran=False)
        if len(value) > 500:
            raise StripeError(
                400,
                f"Metadata values can have up to 500 characters, but you passed in a value that is "
                f"{len(value)} characters.",
                param=_path(path, key),
                ran=False,
            )
    return dict(raw)


def _read_list(spec: Spec, raw: Any, path: str) -> list[Any]:
    if not isinstance(raw, dict) or not all(key.isdigit() for key in raw):
        raise StripeError(400, "Invalid array", code="parameter_invalid_array", param=path, ran=False)
    if spec.most is not None and len(raw) > spec.most:
        raise StripeError(
            400, f"Array {path} has {len(raw)} entries; the maximum is {spec.most}.", param=path, ran=False
        )
    assert spec.item is not None
    return [read(spec.item, raw[key], _path(path, key)) for key in sorted(raw, key=int)]


def _read_object(spec: Spec, raw: Any, path: str) -> Tree:
    if not isinstance(raw, dict):
        raise StripeError(400, "Invalid object", code="parameter_invalid_object", param=path, ran=False)
    fields = spec.fields or {}
    for name in raw:
        if name not in fields:
            where = _path(path, name)
            raise StripeError(
                400, f"Received unknown parameter: {where}", code="parameter_unknown", param=where, ran=False
            )
    values: Tree = {}
    for name, field in fields.items():
        if name in raw:
            values[name] = read(field, raw[name], _path(path, name))
        elif field.required:
            where = _path(path, name)
            raise StripeError(
                400, f"Missing required param: {where}.", code="parameter_missing", param=where, ran=False
            )
    return values


_RANGE = Spec("object", fields={name: integer() for name in ("gt", "gte", "lt", "lte")})


def _read_instant(spec: Spec, raw: Any, path: str) -> tuple[int | None, int | None]:
    if isinstance(raw, str):
        exact = _read_int(integer(), raw, path)
        return exact, exact
    bounds = _read_object(_RANGE, raw, path)
    lows = [bounds["gte"]] if "gte" in bounds else []
    lows += [bounds["gt"] + 1] if "gt" in bounds else []
    highs = [bounds["lte"]] if "lte" in bounds else []
    highs += [bounds["lt"] - 1] if "lt" in bounds else []
    return max(lows, default=None), min(highs, default=None)


_READERS = {
    "int": _read_int,
    "str": _read_str,
    "bool": _read_bool,
    "hash": _read_hash,
    "list": _read_list,
    "object": _read_object,
    "instant": _read_instant,
}
