#ifndef OCTAVO_JPEG_H
#define OCTAVO_JPEG_H

#include <stddef.h>
#include <stdint.h>

/// Bytes of the caller's buffer for a message, its closing zero included.
#define OCTAVO_JPEG_MESSAGE 256

/// Decodes a JPEG to 32-bit pixels, blue first and the fourth byte 255, as Cairo's RGB24 on a
/// little-endian machine. CMYK becomes RGB by multiplying each ink with black.
///
/// `width` and `height` must be what the file's header says; `stride` is at least 4 * width and
/// `pixels` holds stride * height bytes. Returns 0, or -1 with a message.
int octavo_jpeg_decode(const uint8_t *data, size_t size, uint8_t *pixels, size_t stride,
                       uint32_t width, uint32_t height, char *message);

/// Reads all of a JPEG's data without keeping its pixels. Returns 0 where nothing is wrong with it,
/// or -1 with a message; what a decoder would only warn of counts as wrong.
int octavo_jpeg_check(const uint8_t *data, size_t size, char *message);

#endif
