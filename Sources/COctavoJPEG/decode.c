/* libjpeg reports errors by a call that must not return, which takes setjmp, which Swift lacks:
   hence this one C file. It keeps no state between calls. */

#include "octavo_jpeg.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

/* More scans than any camera or tool writes; a file with more is made to waste time. */
#define LARGEST_SCAN_COUNT 500

struct failure {
  struct jpeg_error_mgr base;
  jmp_buf back;
  char *message;
};

static void fail(j_common_ptr info) {
  struct failure *failure = (struct failure *)info->err;
  char text[JMSG_LENGTH_MAX];
  info->err->format_message(info, text);
  snprintf(failure->message, OCTAVO_JPEG_MESSAGE, "%s", text);
  longjmp(failure->back, 1);
}

static void ignore_message(j_common_ptr info) { (void)info; }

static void watch_scans(j_common_ptr info) {
  struct failure *failure = (struct failure *)info->err;
  if (((j_decompress_ptr)info)->input_scan_number > LARGEST_SCAN_COUNT) {
    snprintf(failure->message, OCTAVO_JPEG_MESSAGE, "more than %d scans", LARGEST_SCAN_COUNT);
    longjmp(failure->back, 1);
  }
}

/* Adobe stores ink inverted (255 is none), others plainly. */
static void mix_inks(const uint8_t *inks, uint8_t *pixels, uint32_t width, int inverted) {
  for (uint32_t x = 0; x < width; x++, inks += 4, pixels += 4) {
    for (int channel = 0; channel < 3; channel++) {
      unsigned light = inverted ? inks[channel] : 255u - inks[channel];
      unsigned black = inverted ? inks[3] : 255u - inks[3];
      pixels[2 - channel] = (uint8_t)((light * black + 127) / 255);
    }
    pixels[3] = 255;
  }
}

int octavo_jpeg_decode(const uint8_t *data, size_t size, uint8_t *pixels, size_t stride,
                       uint32_t width, uint32_t height, char *message) {
  struct jpeg_decompress_struct info;
  struct jpeg_progress_mgr progress;
  struct failure failure;
  uint8_t *volatile inks = NULL;

  message[0] = 0;
  if (width == 0 || height == 0 || stride / 4 < width) {
    snprintf(message, OCTAVO_JPEG_MESSAGE, "no room for the pixels");
    return -1;
  }
  memset(&info, 0, sizeof info);
  info.err = jpeg_std_error(&failure.base);
  failure.base.error_exit = fail;
  failure.base.output_message = ignore_message;
  failure.message = message;
  if (setjmp(failure.back)) {
    jpeg_destroy_decompress(&info);
    free(inks);
    return -1;
  }
  jpeg_create_decompress(&info);
  memset(&progress, 0, sizeof progress);
  progress.progress_monitor = watch_scans;
  info.progress = &progress;
  jpeg_mem_src(&info, data, (unsigned long)size);
  jpeg_read_header(&info, TRUE);
  if (info.image_width != width || info.image_height != height) {
    snprintf(message, OCTAVO_JPEG_MESSAGE, "the size changes within the file");
    longjmp(failure.back, 1);
  }
  int has_inks = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
  info.out_color_space = has_inks ? JCS_CMYK : JCS_EXT_BGRX;
  jpeg_start_decompress(&info);
  if (info.output_width != width || info.output_height != height ||
      info.output_components != 4) {
    snprintf(message, OCTAVO_JPEG_MESSAGE, "unsupported kind of JPEG");
    longjmp(failure.back, 1);
  }
  if (has_inks && !(inks = malloc((size_t)width * 4))) {
    snprintf(message, OCTAVO_JPEG_MESSAGE, "out of memory");
    longjmp(failure.back, 1);
  }
  while (info.output_scanline < height) {
    uint8_t *row = pixels + (size_t)info.output_scanline * stride;
    JSAMPROW target = has_inks ? inks : row;
    if (jpeg_read_scanlines(&info, &target, 1) != 1) break;
    if (has_inks) mix_inks(inks, row, width, info.saw_Adobe_marker);
  }
  jpeg_finish_decompress(&info);
  jpeg_destroy_decompress(&info);
  free(inks);
  return 0;
}

static void fail_on_warning(j_common_ptr info, int level) {
  if (level < 0) fail(info);
}

int octavo_jpeg_check(const uint8_t *data, size_t size, char *message) {
  struct jpeg_decompress_struct info;
  struct jpeg_progress_mgr progress;
  struct failure failure;
  uint8_t *volatile row = NULL;

  message[0] = 0;
  memset(&info, 0, sizeof info);
  info.err = jpeg_std_error(&failure.base);
  failure.base.error_exit = fail;
  failure.base.emit_message = fail_on_warning;
  failure.base.output_message = ignore_message;
  failure.message = message;
  if (setjmp(failure.back)) {
    jpeg_destroy_decompress(&info);
    free(row);
    return -1;
  }
  jpeg_create_decompress(&info);
  memset(&progress, 0, sizeof progress);
  progress.progress_monitor = watch_scans;
  info.progress = &progress;
  jpeg_mem_src(&info, data, (unsigned long)size);
  jpeg_read_header(&info, TRUE);
  /* An eighth of the size: all of the data is read, and next to nothing is computed. */
  info.scale_num = 1;
  info.scale_denom = 8;
  info.dct_method = JDCT_IFAST;
  info.do_fancy_upsampling = FALSE;
  info.out_color_space = info.jpeg_color_space;
  jpeg_start_decompress(&info);
  if (!(row = malloc((size_t)info.output_width * (size_t)info.output_components))) {
    snprintf(message, OCTAVO_JPEG_MESSAGE, "out of memory");
    longjmp(failure.back, 1);
  }
  while (info.output_scanline < info.output_height) {
    JSAMPROW target = row;
    if (jpeg_read_scanlines(&info, &target, 1) != 1) break;
  }
  jpeg_finish_decompress(&info);
  jpeg_destroy_decompress(&info);
  free(row);
  return 0;
}
