"""Reads every .mpp of a folder with MPXJ, the reference, five times over in one Java machine.

Prints one line: milliseconds of the fastest pass, seconds until the first plan was read, peak memory in KiB.
"""

import glob
import resource
import sys
import time

began = time.perf_counter()
import jpype  # noqa: E402
import jpype.imports  # noqa: E402, F401
import mpxj  # noqa: E402, F401

jpype.startJVM()
from org.mpxj.reader import UniversalProjectReader  # noqa: E402

files = sorted(glob.glob(sys.argv[1] + "/*.mpp"))
UniversalProjectReader().read(files[0])
first = time.perf_counter() - began
passes = []
for _ in range(5):
    at = time.perf_counter()
    for file in files:
        UniversalProjectReader().read(file)
    passes.append(time.perf_counter() - at)
print(1000 * min(passes), first, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
