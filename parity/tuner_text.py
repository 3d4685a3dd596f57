"""Writes floats.txt: bits, repr and .5g of numbers as Python prints them, for PythonTextTest."""
import random
import struct

import texts
import topics

TEXTS = texts.Texts("tuner", "floats", "org/keras4j/tuner")


def main():
    rng = random.Random(11)
    numbers = [0.0, -0.0, 1.0, 0.1, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 5e-324, 2e-3, 2.0**-44,
               1.7976931348623157e308, 9007199254740993.0, 2e23, 1e22, 1e23, 100000.0, 99999.5, 99999.4,
               0.00012345678, 0.000012345678, float("nan"), float("inf"), float("-inf")]
    numbers += [2.0**k for k in range(-1074, 1024, 37)]
    numbers += [rng.uniform(-1, 1) * 10 ** rng.randint(-8, 18) for _ in range(150)]
    numbers += [round(rng.uniform(0, 1), rng.randint(1, 6)) for _ in range(50)]
    numbers += [struct.unpack("<d", rng.randbytes(8))[0] for _ in range(100)]
    lines = [f"{struct.pack('>d', x).hex()} {x!r} {x:.5g}\n" for x in numbers]
    TEXTS.keep("floats.txt", "".join(lines))


if __name__ == "__main__":
    topics.run(main)
