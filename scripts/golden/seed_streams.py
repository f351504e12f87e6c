"""Golden numbers for SeedStreamsTest: the documented streams made again without Commons RNG.

xoshiro256++ by Blackman and Vigna (2021), its state the SHA-256 of "<name>|<index>|<seed>" as four little-endian words.
Bounded integers by Lemire's method (2019) on 32-bit halves, the low half of each word first, as Commons RNG draws them.
Run: python3 scripts/golden/seed_streams.py
"""

import hashlib
import struct

MASK = (1 << 64) - 1


def rotate(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


class Stream:
    def __init__(self, name, index, seed):
        digest = hashlib.sha256(f"{name}|{index}|{seed}".encode()).digest()
        self.s = list(struct.unpack("<4Q", digest))
        self.high = None

    def next_long(self):
        s = self.s
        result = (rotate((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)
        return result

    def next_double(self):
        return (self.next_long() >> 11) * 2.0**-53

    def next_int(self):
        if self.high is not None:
            value, self.high = self.high, None
            return value
        word = self.next_long()
        self.high = word >> 32
        return word & 0xFFFFFFFF

    def below(self, n):
        m = self.next_int() * n
        if m & 0xFFFFFFFF < n:
            threshold = (1 << 32) % n
            while m & 0xFFFFFFFF < threshold:
                m = self.next_int() * n
        return m >> 32


def signed(x):
    return x - (1 << 64) if x >> 63 else x


def permutation(n, stream):
    order = list(range(n))
    for i in range(n - 1, 0, -1):
        j = stream.below(i + 1)
        order[i], order[j] = order[j], order[i]
    return order


def main():
    for key in (("init", 0, 0), ("init", 0, 1), ("order", 0, 0), ("order", 1, 0), ("augmentation", 123456789012, -7), ("Größe/x", 3, 42)):
        stream = Stream(*key)
        print(key, [f"{signed(stream.next_long())}L" for _ in range(3)])
    stream = Stream("probe", 0, 5)
    print("doubles", [repr(stream.next_double()) for _ in range(3)])
    print("permutation of 10", permutation(10, Stream("order", 2, 11)))
    big = permutation(100000, Stream("order", 0, 11))
    print("permutation of 100000", big[:4], big[-2:], hashlib.sha256(",".join(map(str, big)).encode()).hexdigest())


if __name__ == "__main__":
    main()
