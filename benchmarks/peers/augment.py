"""Augmentation of images, under the names that AugmentCases.java has. The argument is the number of threads, of which single transforms use one.

Albumentations takes part with its transforms as they are, without a composition around them; Pillow where it has the transform. OpenCV works on one thread.
"""
import io
import os
import sys

os.environ["NO_ALBUMENTATIONS_UPDATE"] = "1"

from side import peer, serve

A = peer("albumentations")
import cv2
import numpy as np
import PIL
from PIL import Image, ImageEnhance, ImageOps

cv2.setNumThreads(1)
try:
    import torch
except ImportError:
    torch = None

HEIGHT, WIDTH = 375, 500


def picture(number=0):
    """Soft shapes and some grain, as in TestImage.java."""
    y, x, c = np.meshgrid(np.arange(HEIGHT), np.arange(WIDTH), np.arange(3), indexing="ij")
    i = np.arange(HEIGHT * WIDTH * 3, dtype=np.uint64).reshape(HEIGHT, WIDTH, 3)
    grain = (((i * 0x9E3779B1 + number) & 0xFFFFFFFF) >> 16 & 31).astype(np.int64) - 16
    return np.round(128 + 60 * np.sin(x / 40 + c + number) + 45 * np.cos(y / 30 - c) + grain).astype(np.uint8)


def case(transform, *pillow):
    def prepare():
        image = picture()
        made = Image.fromarray(image)

        def albumentations():
            assert transform(image=image)["image"].shape[2] == 3
        return [albumentations] + [lambda way=way: way(made) for way in pillow]
    return prepare


def jpeg(image):
    file = io.BytesIO()
    image.save(file, "jpeg", quality=50)
    return Image.open(file).convert("RGB")


def jitter(b, c, s, h):
    return A.ColorJitter(brightness=(b, b), contrast=(c, c), saturation=(s, s), hue=(h, h), p=1)


def rotated(image):
    return image.rotate(15, Image.Resampling.BILINEAR)


def warped(image):
    return image.transform(image.size, Image.Transform.AFFINE, (0.9, 0.1, 5, -0.1, 0.9, 40), Image.Resampling.BILINEAR)


def tilted(image):
    return image.transform(image.size, Image.Transform.PERSPECTIVE, (0.9, 0.05, 10, 0.02, 0.95, 5, 0.0001, 0.0001), Image.Resampling.BILINEAR)


def brighter(image):
    return ImageEnhance.Brightness(image).enhance(1.2)


def loader(images, batch, workers):
    """An epoch, with workers that stay; an image is a row of few, as in LoaderWork.java."""
    pictures = [picture(i) for i in range(min(images, 64))]
    steps = A.Compose([A.RandomCrop(224, 224), A.HorizontalFlip(p=0.5), A.ColorJitter(brightness=0.2, contrast=0.2, saturation=0.2, hue=0.05, p=1), A.Normalize()])

    class Rows(torch.utils.data.Dataset):
        def __len__(self):
            return images

        def __getitem__(self, index):
            return torch.from_numpy(steps(image=pictures[index % len(pictures)])["image"].transpose(2, 0, 1).copy())

    def once(_):
        cv2.setNumThreads(1)
        torch.set_num_threads(1)
    batches = torch.utils.data.DataLoader(Rows(), batch_size=batch, shuffle=True, num_workers=workers, worker_init_fn=once, persistent_workers=workers > 0)

    def run():
        assert sum(len(one) for one in batches) == images
    return run


CASES = {
    "flip": case(A.HorizontalFlip(p=1), ImageOps.mirror),
    "crop 224": case(A.RandomCrop(224, 224, p=1), lambda image: image.crop((100, 50, 324, 274))),
    "resize to 224": case(A.Resize(224, 224, interpolation=cv2.INTER_LINEAR, p=1)),
    "resize to 224, smoothed": case(A.Resize(224, 224, interpolation=cv2.INTER_AREA, p=1), lambda image: image.resize((224, 224), Image.Resampling.BILINEAR)),
    "rotate": case(A.Rotate((15, 15), p=1), rotated),
    "affine": case(A.Affine(rotate=(10, 10), scale=(1.1, 1.1), shear={"x": (5, 5), "y": (0, 0)}, translate_percent={"x": (0.05, 0.05), "y": (0.05, 0.05)}, p=1), warped),
    "perspective": case(A.Perspective(scale=(0.05, 0.1), keep_size=True, p=1), tilted),
    "brightness": case(A.RandomBrightnessContrast((0.2, 0.2), (0, 0), p=1), brighter),
    "brightness + contrast": case(A.RandomBrightnessContrast((0.2, 0.2), (0.2, 0.2), p=1), lambda image: ImageEnhance.Contrast(brighter(image)).enhance(1.2)),
    "colour jitter": case(jitter(1.2, 1.2, 1.2, 0.05)),
    "Gaussian blur": case(A.GaussianBlur(blur_limit=0, sigma_limit=(1.5, 1.5), p=1)),
    "Gaussian noise": case(A.GaussNoise(std_range=(0.1, 0.1), p=1)),
    "JPEG": case(A.ImageCompression(quality_range=(50, 50), p=1), jpeg),
    "equalise": case(A.Equalize(p=1), ImageOps.equalize),
}
if torch is not None:
    CASES["loader, 1024 images"] = lambda: loader(1024, 256, 2)


def about():
    with_torch = "" if torch is None else f", PyTorch {torch.__version__}"
    return f"Albumentations {A.__version__} with OpenCV {cv2.__version__}, Pillow {PIL.__version__}{with_torch}, Python {sys.version.split()[0]}"


if __name__ == "__main__":
    serve(CASES, about)
