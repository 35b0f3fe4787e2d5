"""A machine for BPF programs of seccomp, as the kernel's, for the instructions that ours may use."""

import struct
from collections.abc import Sequence

from graders.sandbox.seccomp import ALLOW, AND, ANY_BIT, AT_LEAST, EQUAL, LOAD, RETURN, Block, Machine

_LONGEST_PROGRAM = 4096


def run(program: Block, machine: Machine, number: int, arguments: Sequence[int] = ()) -> int:
    """Return the action for one call; an invalid instruction, or a way past the end, is an error."""
    return run_foreign(program, machine.audit, number, arguments)


def run_foreign(program: Block, audit: int, number: int, arguments: Sequence[int] = ()) -> int:
    padded = [*(argument & (1 << 64) - 1 for argument in arguments), *[0] * 6][:6]
    data = struct.pack("<IIQ6Q", number & 0xFFFF_FFFF, audit, 0, *padded)
    accumulator, position = 0, 0
    while True:
        code, if_true, if_false, constant = program[position]
        position += 1
        if code == LOAD:
            (accumulator,) = struct.unpack_from("<I", data, constant)
        elif code == AND:
            accumulator &= constant
        elif code == RETURN:
            return constant
        else:
            holds = {EQUAL: accumulator == constant, AT_LEAST: accumulator >= constant, ANY_BIT: accumulator & constant}
            position += if_true if holds[code] else if_false


def is_well_formed(program: Block) -> bool:
    """Tell whether the kernel would take it: short enough, jumps inside, and a return at the end of every way."""
    fields = all(0 <= jump <= 255 for _, *jumps, _ in program for jump in jumps)
    inside = all(
        position + 1 + max(if_true, if_false) < len(program)
        for position, (code, if_true, if_false, _) in enumerate(program)
        if code != RETURN
    )
    return fields and inside and len(program) <= _LONGEST_PROGRAM and program[-1][0] == RETURN


def allows(program: Block, machine: Machine, name: str, *arguments: int) -> bool:
    return run(program, machine, machine.calls[name], arguments) == ALLOW
