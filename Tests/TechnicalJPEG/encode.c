/* Makes the JPEG pictures of test manuscripts; libjpeg's structures have sizes that Swift cannot
   check, hence this one C file. */

#include "octavo_test_jpeg.h"

#include <stdio.h>

#include <jpeglib.h>

size_t octavo_test_jpeg(const uint8_t *pixels, uint32_t width, uint32_t height, int channels,
                        uint8_t **out) {
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr error;
  unsigned long size = 0;
  unsigned char *data = NULL;

  info.err = jpeg_std_error(&error);
  jpeg_create_compress(&info);
  jpeg_mem_dest(&info, &data, &size);
  info.image_width = width;
  info.image_height = height;
  info.input_components = channels;
  info.in_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, 80, TRUE);
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < height) {
    JSAMPROW row = (JSAMPROW)(pixels + (size_t)info.next_scanline * width * channels);
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  *out = data;
  return size;
}
