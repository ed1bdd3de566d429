"""docs/benchmarks.md, from what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.bench.generation import Measured
from tests.bench.peers import OURS, PEERS
from tests.bench.use import Payload


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return [*lines, *("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows), ""]


def generation(measured: Sequence[Measured]) -> list[str]:
    """A row for each tool and document; ratios are to ours, of medians."""
    ours = {one.document: one for one in measured if one.tool == OURS.name}
    rows: list[list[str]] = []
    for one in measured:
        base = ours[one.document]
        if one.problem:
            rows.append(
                [one.document, one.tool, f"fails after {one.seconds:.1f} s: `{one.problem}`", "", "", "", "", ""]
            )
            continue
        ratio = "" if one is base else f"{one.seconds / base.seconds:.2f}"
        lines = "" if one is base or not one.lines else f"{one.lines / base.lines:.1f}"
        counted = f"{one.lines:,}" if one.lines else ""
        rows.append(
            [
                one.document,
                one.tool,
                f"{one.seconds:.2f}",
                ratio,
                counted,
                lines,
                f"{one.megabytes:.0f}",
                str(len(one.runs)),
            ]
        )
    return table(["document", "tool", "seconds", "× ours", "lines", "× ours", "MB", "runs"], rows)


def decoding(payloads: Iterable[Payload]) -> list[str]:
    rows: list[list[str]] = []
    for payload in payloads:
        ours = payload.found.get(OURS.name)
        if ours is None:
            rows.append([payload.name, OURS.name, f"`{payload.problems[OURS.name]}`", "", "", "", ""])
            continue
        rows.append(
            [payload.name, OURS.name, *_times(ours["decode"], ours["encode"], ours), f"{ours['kilobytes']:.1f}"]
        )
        rows.append([payload.name, "msgspec, the same structs", *_times(ours["floor"], ours["floor_encode"], ours), ""])
        untyped = [f"{ours['untyped']:,.1f}", f"{ours['untyped'] / ours['decode']:.2f}"]
        rows.append([payload.name, "msgspec, dicts and lists, nothing checked", *untyped, "", "", ""])
        for tool in PEERS:
            found = payload.found.get(tool.name)
            if found is None:
                rows.append([payload.name, tool.name, f"`{payload.problems.get(tool.name, '')}`", "", "", "", ""])
            else:
                rows.append(
                    [
                        payload.name,
                        tool.name,
                        *_times(found["decode"], found["encode"], ours),
                        f"{found['kilobytes']:.1f}",
                    ]
                )
    return table(["payload", "package of", "decode, µs", "× ours", "encode, µs", "× ours", "KB held"], rows)


def _times(decode: float, encode: float, ours: dict[str, float]) -> list[str]:
    return [
        *(f"{decode:,.1f}", f"{decode / ours['decode']:.2f}"),
        *(f"{encode:,.1f}", f"{encode / ours['encode']:.2f}"),
    ]


def goals(measured: Sequence[Measured], payloads: Sequence[Payload], calls: dict[str, float], root: float) -> list[str]:
    """Goal, figure, and whether it is met in this run."""
    found = {(one.document, one.tool): one for one in measured}
    rows: list[list[str]] = []

    def goal(what: str, shown: str, met: bool) -> None:
        rows.append([what, shown, "met" if met else "**missed**"])

    peer = PEERS[0].name
    if ("github", peer) in found and not found["github", peer].problem:
        ours, other = found["github", OURS.name], found["github", peer]
        time, lines = ours.seconds / other.seconds, ours.lines / other.lines
        goal(f"GitHub, cold and validated: ≤ 0.25 of {peer}, which does not validate", f"{time:.2f}", time <= 0.25)
        goal("GitHub, lines: ≤ 0.25, every description kept", f"{lines:.2f}", lines <= 0.25)
        goal("GitHub, peak memory of a process: ≤ 400 MB", f"{ours.megabytes:.0f} MB", ours.megabytes <= 400)
    slowest = max(one.seconds for one in measured if one.tool == "unchanged")
    goal("nothing changed: ≤ 0.5 s whatever the size", f"{slowest:.2f} s", slowest <= 0.5)
    goal("package and client: ≤ 30 ms above `import httpx2, msgspec`", f"{root:.1f} ms", root <= 30)
    for payload in payloads:
        if OURS.name not in payload.found:
            continue
        ours_ = payload.found[OURS.name]
        others = [each["decode"] for name, each in payload.found.items() if name != OURS.name]
        floor = ours_["decode"] / ours_["floor"]
        goal(f"decode {payload.name}: ≤ 1.25 × msgspec", f"{floor:.2f}", floor <= 1.25)
        if others:
            best = min(others) / ours_["decode"]
            goal(f"decode {payload.name}: ≥ 4 × faster than the best peer", f"{best:.1f}", best >= 4)
    extra = calls["mock"] - calls["mock_bare"]
    goal("a call: ≤ 25 µs above httpx2 alone (MockTransport)", f"{extra:.1f} µs", extra <= 25)
    return table(["goal", "this run", ""], rows)
