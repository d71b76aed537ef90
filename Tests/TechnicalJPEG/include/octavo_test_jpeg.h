#ifndef OCTAVO_TEST_JPEG_H
#define OCTAVO_TEST_JPEG_H

#include <stddef.h>
#include <stdint.h>

/// Writes a JPEG of `channels` 1 (gray), 3 (RGB) or 4 (CMYK, inverted as Adobe has it) to a new
/// block of memory that the caller frees. Returns its size, or 0 where memory lacks.
size_t octavo_test_jpeg(const uint8_t *pixels, uint32_t width, uint32_t height, int channels,
                        uint8_t **out);

#endif
