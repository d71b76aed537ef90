#include "COctavoSVG.h"
#include "rsvg.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdio.h>
#include <stdlib.h>

/* Faces that were looked up are kept with the map: finding them takes longer than most pictures. */
struct OctavoSVGFonts {
  FcConfig *config;
  PangoFontMap *map;
};

/* CSS pixels to the inch (CSS Values 4, 6.2). */
static const double dots_per_inch = 96;

static void report(GError *error, char *message) {
  snprintf(message, OCTAVO_SVG_MESSAGE, "%s", error ? error->message : "it is no SVG");
  g_clear_error(&error);
}

OctavoSVG *octavo_svg_new(const unsigned char *bytes, size_t count, char *message) {
  const Rsvg *rsvg = octavo_rsvg(message);
  if (!rsvg) return NULL;
  GError *error = NULL;
  RsvgHandle *handle = rsvg->new_from_data(bytes, count, &error);
  if (!handle) {
    report(error, message);
    return NULL;
  }
  rsvg->set_dpi(handle, dots_per_inch);
  return (OctavoSVG *)handle;
}

size_t octavo_svg_base64(const unsigned char *text, size_t count, unsigned char *bytes) {
  gint state = 0;
  guint saved = 0;
  return g_base64_decode_step((const gchar *)text, count, bytes, &state, &saved);
}

void octavo_svg_free(OctavoSVG *svg) { g_object_unref(svg); }

int octavo_svg_size(OctavoSVG *svg, double *width, double *height) {
  char message[OCTAVO_SVG_MESSAGE];
  const Rsvg *rsvg = octavo_rsvg(message);
  if (!rsvg) return 0;
  RsvgHandle *handle = (RsvgHandle *)svg;
  if (rsvg->size_in_pixels(handle, width, height) && *width > 0 && *height > 0) {
    return 1;
  }
  gboolean has_width, has_height, has_box;
  RsvgLength length_width, length_height;
  RsvgRectangle box;
  rsvg->dimensions(
      handle, &has_width, &length_width, &has_height, &length_height, &has_box, &box);
  if (!has_box || box.width <= 0 || box.height <= 0) return 0;
  *width = box.width;
  *height = box.height;
  return 1;
}

int octavo_svg_draw(
    OctavoSVG *svg, void *cairo, double width, double height, OctavoSVGFonts *fonts,
    char *message) {
  const Rsvg *rsvg = octavo_rsvg(message);
  if (!rsvg) return 0;
  /* The default is the thread's own. */
  if (fonts && fonts->map) pango_cairo_font_map_set_default(PANGO_CAIRO_FONT_MAP(fonts->map));
  RsvgRectangle viewport = {0, 0, width, height};
  GError *error = NULL;
  gboolean drawn = rsvg->render((RsvgHandle *)svg, cairo, &viewport, &error);
  pango_cairo_font_map_set_default(NULL);
  if (!drawn) report(error, message);
  return drawn;
}

OctavoSVGFonts *octavo_svg_fonts_new(
    const char *const *paths, size_t count, const char *settings) {
  FcConfig *config = FcConfigCreate();
  if (!config) return NULL;
  for (size_t index = 0; index < count; index++) {
    FcConfigAppFontAddFile(config, (const FcChar8 *)paths[index]);
  }
  FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)settings, FcFalse);
  OctavoSVGFonts *fonts = calloc(1, sizeof *fonts);
  if (!fonts) {
    FcConfigDestroy(config);
    return NULL;
  }
  fonts->config = config;
  fonts->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  if (fonts->map) pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), config);
  return fonts;
}

void octavo_svg_fonts_free(OctavoSVGFonts *fonts) {
  if (fonts->map) g_object_unref(fonts->map);
  FcConfigDestroy(fonts->config);
  free(fonts);
}
