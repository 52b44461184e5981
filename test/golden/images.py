"""Makes images.json: functions and layers on images, as Keras 3.15.1 computes them (torch backend, float32).

Run: KERAS_BACKEND=torch python3 test/golden/images.py > test/golden/images.json

Layers that draw numbers are given ranges of one point, so that nothing is random. Where this Keras computes otherwise than
it documents, the documentation decides, and there is no case: see README.md.
"""

import json

import keras
import numpy as np
from keras import layers, ops

keras.utils.set_random_seed(1)
random = np.random.default_rng(7)


def array(values):
    values = np.asarray(values)
    flat = values.astype("float64").round(6).ravel().tolist()
    return {"shape": list(values.shape), "dtype": str(values.dtype), "values": [int(v) if v == int(v) else v for v in flat]}


def images(*shape, high=1.0):
    return (random.random(shape) * high).round(3).astype("float32")


def integers(*shape):
    return random.integers(0, 256, shape).astype("float32")


def function(id, name, inputs, call, **args):
    y = call(*[ops.convert_to_tensor(x.copy()) for x in inputs], **args)
    return {"id": f"{name}/{id}", "function": name, "args": args, "inputs": [array(x) for x in inputs], "outputs": [array(ops.convert_to_numpy(y))]}


def functions():
    image = ops.image
    x, one = images(2, 5, 6, 3), images(4, 7, 1)
    two, first = images(4, 7, 2), images(2, 3, 4, 5)
    for interpolation in ["nearest", "bilinear", "bicubic"]:
        for antialias in [False, True]:
            args = {"interpolation": interpolation, "antialias": antialias}
            yield function(f"{interpolation}/{antialias}/up", "resize", [x], image.resize, size=[8, 9], **args)
            yield function(f"{interpolation}/{antialias}/down", "resize", [one], image.resize, size=[3, 4], **args)
    yield function("crop/wide", "resize", [x], image.resize, size=[4, 9], crop_to_aspect_ratio=True)
    yield function("crop/high", "resize", [x], image.resize, size=[6, 3], crop_to_aspect_ratio=True, interpolation="nearest")
    yield function("pad/wide", "resize", [x], image.resize, size=[4, 9], pad_to_aspect_ratio=True, fill_value=0.5)
    yield function("pad/high", "resize", [one], image.resize, size=[8, 3], pad_to_aspect_ratio=True)
    yield function("first", "resize", [first], image.resize, size=[4, 4], data_format="channels_first")
    turned = np.array([0.8, -0.45, 1.3, 0.4, 0.9, -1.7, 0, 0], "float32")
    both = np.stack([turned, np.array([1, 0, -2, 0, 1, 3, 0, 0], "float32")])
    far = np.array([2.5, 0.3, -7.2, -0.4, 3.1, -4.6, 0, 0], "float32")
    for mode in ["constant", "nearest", "wrap", "mirror", "reflect"]:
        for interpolation in ["nearest", "bilinear"]:
            args = {"fill_mode": mode, "interpolation": interpolation, "fill_value": 0.25}
            yield function(f"{mode}/{interpolation}", "affine_transform", [x, both], image.affine_transform, **args)
            yield function(f"{mode}/{interpolation}/far", "affine_transform", [two, far], image.affine_transform, **args)
    yield function("first", "affine_transform", [first, both], image.affine_transform, data_format="channels_first")
    start = np.array([[0, 0], [5, 0], [0, 4], [5, 4]], "float32")
    end = np.array([[0.4, -0.6], [4.5, 0.7], [-0.5, 4.8], [5.6, 3.4]], "float32")
    ends = np.stack([end, start + [[0.1, 0.2], [1, 0], [0, 0.5], [-1.1, -1]]]).astype("float32")
    for interpolation in ["nearest", "bilinear"]:
        args = {"interpolation": interpolation, "fill_value": 0.5}
        yield function(interpolation, "perspective_transform", [x, np.stack([start, start]), ends], image.perspective_transform, **args)
    yield function("one", "perspective_transform", [x[0], start, end], image.perspective_transform)
    yield function("3", "gaussian_blur", [x], image.gaussian_blur, kernel_size=[3, 3], sigma=[1.0, 1.0], data_format="channels_last")
    yield function("5", "gaussian_blur", [one], image.gaussian_blur, kernel_size=[5, 5], sigma=[0.6, 1.7], data_format="channels_last")
    yield function("first", "gaussian_blur", [first], image.gaussian_blur, kernel_size=[3, 3], sigma=[0.5, 0.9], data_format="channels_first")
    special = np.array([[[0, 0, 0], [1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]], [[1, 1, 0], [0, 1, 1], [1, 0, 1], [0.5, 0.2, 0.2], [0.1, 0.1, 0.7]]], "float32")
    for name in ["rgb_to_grayscale", "rgb_to_hsv", "hsv_to_rgb"]:
        call = getattr(image, name)
        yield function("random", name, [x], call)
        yield function("special", name, [special], call)
        yield function("first", name, [first], call, data_format="channels_first")


def layer(id, made, *inputs, training=True):
    """A layer's call on images alone, or on what Keras takes as a dict: images, labels, segmentation masks."""
    if len(inputs) == 1:
        y = [made(inputs[0].copy(), training=training)]
    else:
        keys = ["images", "labels", "segmentation_masks"]
        data = {key: x.copy() for key, x in zip(keys, inputs) if x is not None}
        y = list(made(data, training=training).values())
    config = keras.saving.serialize_keras_object(made)
    config["config"].pop("dtype", None)
    inputs = [x for x in inputs if x is not None]
    return {
        "id": f"{made.__class__.__name__}/{id}",
        "layer": json.loads(json.dumps(config)),
        "call": {"training": training, "kwargs": {}, "style": "single" if len(inputs) == 1 else "list"},
        "inputs": [array(x) for x in inputs],
        "outputs": [array(ops.convert_to_numpy(each)) for each in y],
    }


def sizes():
    x, one, first = images(2, 5, 6, 3), images(4, 7, 1), images(2, 3, 6, 5)
    for training in [True, False]:
        yield layer(f"plain/{training}", layers.Resizing(3, 8), x, training=training)
    yield layer("antialias", layers.Resizing(3, 4, antialias=True), x)
    yield layer("bicubic", layers.Resizing(7, 4, interpolation="bicubic"), one)
    yield layer("crop", layers.Resizing(3, 6, interpolation="nearest", crop_to_aspect_ratio=True), x)
    yield layer("pad", layers.Resizing(6, 3, pad_to_aspect_ratio=True, fill_value=0.5), x)
    yield layer("first", layers.Resizing(3, 4, data_format="channels_first"), first)
    yield layer("even", layers.CenterCrop(3, 4), x, training=False)
    yield layer("odd", layers.CenterCrop(2, 3), x)
    yield layer("one", layers.CenterCrop(4, 2), one)
    yield layer("large", layers.CenterCrop(8, 4), x)
    yield layer("wide", layers.CenterCrop(4, 9), one)
    yield layer("first", layers.CenterCrop(3, 4, data_format="channels_first"), first)
    yield layer("all", layers.RandomCrop(5, 6, seed=1), x)


def places():
    x, one, first = images(2, 5, 6, 3), images(4, 4, 1), images(2, 3, 6, 5)
    mask = random.integers(0, 4, (2, 5, 6, 1)).astype("float32")
    for mode in ["constant", "nearest", "wrap", "reflect"]:
        args = {"fill_mode": mode, "fill_value": 0.25}
        yield layer(mode, layers.RandomRotation((0.1, 0.1), **args), x)
        yield layer(mode, layers.RandomTranslation((0.2, 0.2), (-0.25, -0.25), **args), x)
        yield layer(mode, layers.RandomZoom((0.3, 0.3), (-0.4, -0.4), **args), x)
    yield layer("quarter", layers.RandomRotation((0.25, 0.25)), one)
    yield layer("backwards", layers.RandomRotation((-0.25, -0.25), interpolation="nearest"), one)
    yield layer("half", layers.RandomRotation((0.5, 0.5)), one)
    yield layer("first", layers.RandomRotation((0.07, 0.07), data_format="channels_first"), first)
    labels = np.array([[0, 1], [1, 0]], "float32")
    yield layer("masks", layers.RandomTranslation((0.3, 0.3), (0.2, 0.2)), x, None, mask)
    yield layer("labels", layers.RandomZoom((-0.3, -0.3)), x, labels, mask)
    yield layer("pixels", layers.RandomTranslation((0.25, 0.25), (-0.5, -0.5), fill_mode="constant"), one)
    yield layer("nearest pixel", layers.RandomTranslation((0.3, 0.3), (-0.3, -0.3), interpolation="nearest"), x)
    yield layer("first", layers.RandomTranslation((0.3, 0.3), (0, 0), data_format="channels_first"), first)
    yield layer("in", layers.RandomZoom((-0.5, -0.5)), one)
    yield layer("out", layers.RandomZoom((1.0, 1.0), interpolation="nearest", fill_mode="constant"), one)
    yield layer("first", layers.RandomZoom((0.3, 0.3), data_format="channels_first"), first)
    yield layer("none", layers.RandomShear(0.0, 0.0), x)
    yield layer("none", layers.RandomPerspective(scale=0.0), x)
    yield layer("none", layers.RandomElasticTransform(scale=0.0), x)


def colours():
    x, byte, grey, first = images(2, 4, 5, 3), integers(2, 4, 5, 3), integers(5, 4, 1), images(2, 3, 5, 4)
    unit = {"value_range": (0, 1)}
    yield layer("up", layers.RandomBrightness((0.3, 0.3)), byte)
    yield layer("down", layers.RandomBrightness((-0.4, -0.4), **unit), x)
    yield layer("other range", layers.RandomBrightness((0.25, 0.25), value_range=(-1, 1)), x)
    yield layer("more", layers.RandomContrast((0.0, 0.0)), byte)
    yield layer("one", layers.RandomContrast((0.0, 0.0)), grey)
    yield layer("none", layers.RandomHue((0.0, 0.0), **unit), x)
    yield layer("half turn", layers.RandomHue((1.0, 1.0)), byte)
    yield layer("half turn first", layers.RandomHue((1.0, 1.0), data_format="channels_first", **unit), first)
    for factor in [0.0, 0.3, 0.5, 0.7, 1.0]:
        yield layer(f"{factor}", layers.RandomSaturation((factor, factor), **unit), x)
        yield layer(f"{factor}", layers.RandomSharpness((factor, factor)), byte)
        yield layer(f"{factor}", layers.RandomColorDegeneration((factor, factor), **unit), x)
    yield layer("byte", layers.RandomSaturation((0.2, 0.2)), byte)
    yield layer("first", layers.RandomSaturation((0.2, 0.2), data_format="channels_first", **unit), first)
    yield layer("one", layers.RandomSharpness((0.9, 0.9)), grey)
    yield layer("first", layers.RandomColorDegeneration((0.4, 0.4), data_format="channels_first", **unit), first)
    yield layer("always", layers.RandomGrayscale(1.0), byte)
    yield layer("never", layers.RandomGrayscale(0.0), byte)
    yield layer("always", layers.RandomInvert((1.0, 1.0)), byte)
    yield layer("never", layers.RandomInvert(0.0), byte)
    for bits in [1, 3, 8]:
        yield layer(f"{bits}", layers.RandomPosterization((bits, bits)), byte)
    yield layer("unit", layers.RandomPosterization((2, 2), **unit), x)
    yield layer("always", layers.RandomGaussianBlur((1.0, 1.0), sigma=(0.8, 0.8)), byte)
    yield layer("5", layers.RandomGaussianBlur((1.0, 1.0), kernel_size=5, sigma=(1.0, 1.0), **unit), x)
    yield layer("one", layers.RandomGaussianBlur((1.0, 1.0), kernel_size=[3, 3], sigma=(0.3, 0.3)), grey)
    yield layer("never", layers.RandomErasing(0.0), byte)
    yield layer("all", layers.RandomErasing((1.0, 1.0), scale=(1.0, 1.0), fill_value=7.0), byte)
    yield layer("colour", layers.RandomErasing((1.0, 1.0), scale=(1.0, 1.0), fill_value=[7.0, 300.0, 1.5]), byte)
    yield layer("all", layers.Solarization(), byte)
    yield layer("unit", layers.Solarization(**unit), x)
    yield layer("resting", layers.Solarization(), byte, training=False)
    yield layer("byte", layers.AutoContrast(), (byte / 2).round() + 20)
    yield layer("unit", layers.AutoContrast(**unit), x)
    yield layer("flat", layers.AutoContrast(), np.full((1, 2, 2, 3), 9, "float32"))
    yield layer("resting", layers.AutoContrast(), byte, training=False)
    yield layer("byte", layers.Equalization(), byte)
    yield layer("one", layers.Equalization(), grey)
    yield layer("bins", layers.Equalization(bins=16), byte)
    yield layer("unit", layers.Equalization(**unit), x)
    yield layer("flat", layers.Equalization(), np.full((1, 2, 2, 3), 9, "float32"))
    yield layer("first", layers.Equalization(data_format="channels_first"), integers(2, 3, 5, 4))
    yield layer("resting", layers.Equalization(), byte, training=False)
    # Limits that are whole numbers of pixels: on the torch backend, and only there, others are truncated.
    clahe = layers.ContrastLimitedAdaptiveHistogramEqualization
    yield layer("plain", clahe(tile_grid_size=(2, 2), clip_limit=32), (integers(2, 8, 8, 3) / 64).round() * 50)
    yield layer("odd", clahe(tile_grid_size=(2, 2), clip_limit=64), (integers(1, 7, 5, 1) / 64).round() * 50)
    yield layer("small", clahe(clip_limit=256), integers(1, 3, 5, 1), training=False)
    yield layer("no limit", clahe(tile_grid_size=(2, 1), clip_limit=0, **unit), x)
    yield layer("one", clahe(tile_grid_size=(1, 1), clip_limit=64), (grey / 64).round() * 50)
    first = (integers(2, 3, 6, 4) / 64).round() * 50
    yield layer("first", clahe(tile_grid_size=(2, 2), clip_limit=128, data_format="channels_first"), first)
    both = {"brightness_factor": (0.2, 0.2), "saturation_factor": (0.3, 0.3)}
    yield layer("two", layers.RandomColorJitter(**both, **unit), x)
    yield layer("none", layers.RandomColorJitter(), byte)


cases = [*functions(), *sizes(), *places(), *colours()]
rows = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
print(f'{{"keras":"{keras.__version__}","note":"torch backend, float32","cases":[\n{rows}\n]}}')
