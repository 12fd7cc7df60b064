"""What other libraries make of one small image, for ImageGoldensTest: writes goldens.txt beside this file, a line for each case: name, height, width, pixels (Base64).

    pip install albumentations==2.0.8 opencv-python-headless==5.0.0.93 pillow==13.0.0
"""
import base64
import colorsys
import os
from pathlib import Path

os.environ["NO_ALBUMENTATIONS_UPDATE"] = "1"

import albumentations as A
import cv2
import numpy as np
import PIL
from PIL import Image, ImageEnhance, ImageOps

HEIGHT, WIDTH = 18, 24


def picture():
    """Slopes that turn back at black and white, another one in each channel."""
    y, x, c = np.meshgrid(np.arange(HEIGHT), np.arange(WIDTH), np.arange(3), indexing="ij")
    t = (7 * x + 11 * y * (c + 1) + x * y // 3 + 60 * c) % 510
    return np.where(t > 255, 510 - t, t).astype(np.uint8)


image = picture()
made = Image.fromarray(image)


def albumentations(transform):
    return transform(image=image)["image"]


def resized(height, width, way):
    return np.asarray(made.resize((width, height), way))


def hue(turn):
    out = np.empty(image.shape)
    for place in np.ndindex(HEIGHT, WIDTH):
        h, s, v = colorsys.rgb_to_hsv(*(image[place] / 255))
        out[place] = colorsys.hsv_to_rgb((h + turn) % 1, s, v)
    return np.round(out * 255)


def border(mode, **more):
    return albumentations(A.Pad((5, 3, 4, 6), border_mode=mode, p=1, **more))  # left, top, right, bottom


CASES = {
    "image": image,
    "horizontal flip": albumentations(A.HorizontalFlip(p=1)),
    "vertical flip": albumentations(A.VerticalFlip(p=1)),
    "transpose": albumentations(A.Transpose(p=1)),
    "quarter turn": np.rot90(image, 1),
    "half turn": np.rot90(image, 2),
    "three quarter turns": np.rot90(image, 3),
    "crop": albumentations(A.Crop(5, 3, 17, 13, p=1)),
    "centre crop": albumentations(A.CenterCrop(10, 12, p=1)),
    "pad constant": border(cv2.BORDER_CONSTANT, fill=51),
    "pad reflect": border(cv2.BORDER_REFLECT_101),
    "pad edge": border(cv2.BORDER_REPLICATE),
    "pad wrap": border(cv2.BORDER_WRAP),
    "resize bilinear smaller": albumentations(A.Resize(11, 13, interpolation=cv2.INTER_LINEAR, p=1)),
    "resize bilinear larger": albumentations(A.Resize(31, 41, interpolation=cv2.INTER_LINEAR, p=1)),
    "resize nearest": albumentations(A.Resize(11, 13, interpolation=cv2.INTER_NEAREST_EXACT, p=1)),
    "resize area": albumentations(A.Resize(9, 10, interpolation=cv2.INTER_AREA, p=1)),
    "resize bilinear smoothed": resized(11, 13, Image.Resampling.BILINEAR),
    "resize bicubic smoothed": resized(11, 13, Image.Resampling.BICUBIC),
    "resize bicubic larger": resized(31, 41, Image.Resampling.BICUBIC),
    "rotate": albumentations(A.Rotate((25, 25), border_mode=cv2.BORDER_CONSTANT, fill=0, p=1)),
    "rotate reflect": albumentations(A.Rotate((25, 25), border_mode=cv2.BORDER_REFLECT_101, p=1)),
    "affine": albumentations(A.Affine(rotate=(10, 10), scale=(1.2, 1.2), translate_px={"x": (2, 2), "y": (-1, -1)}, p=1)),
    "shear": albumentations(A.Affine(shear={"x": (12, 12), "y": (0, 0)}, p=1)),
    "perspective": cv2.warpPerspective(image, cv2.getPerspectiveTransform(np.float32([[1, 2], [21, 1], [22, 16], [2, 15]]) - 0.5,
                                                                        np.float32([[0, 0], [24, 0], [24, 18], [0, 18]]) - 0.5), (24, 18), flags=cv2.INTER_LINEAR),
    "brightness": np.asarray(ImageEnhance.Brightness(made).enhance(1.3)),
    "contrast": np.asarray(ImageEnhance.Contrast(made).enhance(1.4)),
    "saturation": np.asarray(ImageEnhance.Color(made).enhance(1.6)),
    "grey": np.asarray(made.convert("L").convert("RGB")),
    "hue": hue(0.15),
    "gamma": albumentations(A.RandomGamma((70, 70), p=1)),
    "posterise": np.asarray(ImageOps.posterize(made, 3)),
    "solarise": np.asarray(ImageOps.solarize(made, 128)),
    "equalise": albumentations(A.Equalize(p=1)),
    "autocontrast": np.asarray(ImageOps.autocontrast(made.point(lambda v: 40 + v // 2))),
    "invert": np.asarray(ImageOps.invert(made)),
    "Gaussian blur": albumentations(A.GaussianBlur(blur_limit=0, sigma_limit=(1.5, 1.5), p=1)),
    "box blur": albumentations(A.Blur((5, 5), p=1)),
    "median blur": albumentations(A.MedianBlur((5, 5), p=1)),
    "sharpen": np.asarray(ImageEnhance.Sharpness(made).enhance(1.7)),
}

if __name__ == "__main__":
    with open(Path(__file__).parent / "goldens.txt", "w") as out:
        print(f"# made by goldens.py with Albumentations {A.__version__}, OpenCV {cv2.__version__}, Pillow {PIL.__version__}", file=out)
        for name, result in CASES.items():
            pixels = np.ascontiguousarray(result).astype(np.uint8)
            print(name, pixels.shape[0], pixels.shape[1], base64.b64encode(pixels.tobytes()).decode(), sep="\t", file=out)
