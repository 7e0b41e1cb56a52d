# A plug-in of nbdkit: a disk in a file that keeps a log of every write, with its data, and of every flush, in their order.
# The fault tests rebuild from that log what a disk may hold when the power goes in the middle.
#
#   nbdkit python recorded-disk.py image=FILE log=FILE
#
# The log is a row of entries: a byte W or F; of a W, then offset (8 bytes) and length (4 bytes), little-endian, and the data.
import os
import struct

import nbdkit

API_VERSION = 2

paths = {}
files = {}


def thread_model():
    # One request after the other: whatever stands in front of an F in the log had ended when the flush began.
    return nbdkit.THREAD_MODEL_SERIALIZE_ALL_REQUESTS


def config(key, value):
    if key not in ("image", "log"):
        raise ValueError("unknown parameter " + key)
    paths[key] = value


def config_complete():
    if len(paths) != 2:
        raise ValueError("image=FILE and log=FILE are needed")


def get_ready():
    files["image"] = os.open(paths["image"], os.O_RDWR)
    files["log"] = os.open(paths["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)


def open(readonly):
    return 1


def get_size(handle):
    return os.fstat(files["image"]).st_size


def pread(handle, buffer, offset, flags):
    buffer[:] = os.pread(files["image"], len(buffer), offset)


def pwrite(handle, buffer, offset, flags):
    os.pwrite(files["image"], buffer, offset)
    entry = b"W" + struct.pack("<QI", offset, len(buffer)) + bytes(buffer)
    if os.write(files["log"], entry) != len(entry):
        raise RuntimeError("the log of writes is cut short")


def flush(handle, flags):
    os.write(files["log"], b"F")
