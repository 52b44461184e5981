"""Makes numpyFiles.json: small files as NumPy 2.4 writes them, in base64.

Run: python3 test/golden/numpyFiles.py > test/golden/numpyFiles.json
"""

import base64
import io
import json

import numpy as np


def written(save, *arrays, **named):
    out = io.BytesIO()
    save(out, *arrays, **named)
    return base64.b64encode(out.getvalue()).decode()


def version_2(out, array):
    np.lib.format.write_array(out, array, version=(2, 0))


files = {
    "float64Fortran": written(np.save, np.asfortranarray(np.arange(24, dtype="<f8").reshape(2, 3, 4) / 2)),
    "int16Big": written(np.save, np.array([[-2, 300], [4, -32768]], dtype=">i2")),
    "int64": written(np.save, np.array([1, -(2**31), 2**31 - 1])),
    "int64Large": written(np.save, np.array([1, 2**31])),
    "half": written(np.save, np.array([1, -0.5, 65504, 6e-8, np.inf, np.nan], dtype="f2")),
    "bool": written(np.save, np.array([[True], [False]])),
    "scalar": written(np.save, np.float32(2.5)),
    "uint8": written(np.save, np.array([0, 255], dtype="u1")),
    "objects": written(np.save, np.array([[1], [2, 3]], dtype=object), allow_pickle=True),
    "text": written(np.save, np.array(["ab"])),
    "structured": written(np.save, np.array([(1.0, 2)], dtype=[("a", "<f4"), ("b", "<i4")])),
    "version2": written(version_2, np.array([7.0, 8.0], dtype=">f4")),
    "empty": written(np.save, np.zeros((0, 3), dtype="f4")),
    "stored": written(np.savez, np.array([1, 2], dtype="i4"), named=np.ones((2, 2), dtype="f4")),
    "deflated": written(np.savez_compressed, x=np.zeros(100, dtype="i8"), y=np.array([True, False])),
}
print(json.dumps(files, indent=2))
