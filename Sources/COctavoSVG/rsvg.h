#ifndef OCTAVO_RSVG_H
#define OCTAVO_RSVG_H

#include <cairo.h>
#include <glib.h>

/* What is called of librsvg, as its rsvg.h of 2.52 and later declares it. Its own header is not
   asked for: with it comes the wish to be linked, and librsvg is loaded when the first picture
   comes. */

typedef struct _RsvgHandle RsvgHandle;

typedef struct {
  double x, y, width, height;
} RsvgRectangle;

typedef struct {
  double length;
  int unit;
} RsvgLength;

typedef struct {
  RsvgHandle *(*new_from_data)(const guint8 *bytes, gsize count, GError **error);
  void (*set_dpi)(RsvgHandle *handle, double dpi);
  gboolean (*size_in_pixels)(RsvgHandle *handle, double *width, double *height);
  void (*dimensions)(
      RsvgHandle *handle, gboolean *has_width, RsvgLength *width, gboolean *has_height,
      RsvgLength *height, gboolean *has_box, RsvgRectangle *box);
  gboolean (*render)(
      RsvgHandle *handle, cairo_t *cairo, const RsvgRectangle *viewport, GError **error);
} Rsvg;

/* The library's functions; NULL, and why in `message`, where it cannot be loaded. */
const Rsvg *octavo_rsvg(char *message);

#endif
