#ifndef OCTAVO_SVG_H
#define OCTAVO_SVG_H

#include <stddef.h>

/* SVG pictures drawn by librsvg, in fonts of the caller's choice. */

/* Room for what a call complains of, its end included. */
enum { OCTAVO_SVG_MESSAGE = 256 };

typedef struct OctavoSVG OctavoSVG;
typedef struct OctavoSVGFonts OctavoSVGFonts;

/* Parses a picture; NULL, and why in `message`, where it is none. Nothing outside it is fetched. */
OctavoSVG *octavo_svg_new(const unsigned char *bytes, size_t count, char *message);
void octavo_svg_free(OctavoSVG *svg);

/* Decodes base64 into `bytes`, which has room for three bytes to four characters and three more;
   gives how many there are. White space between the characters counts for nothing. */
size_t octavo_svg_base64(const unsigned char *text, size_t count, unsigned char *bytes);

/* The picture's size in CSS pixels; 0 where it states none. */
int octavo_svg_size(OctavoSVG *svg, double *width, double *height);

/* Draws into the rectangle (0, 0, width, height) of a cairo_t; 0, and why in `message`, where it
   cannot. The thread's own font map of Pango is `fonts` meanwhile. */
int octavo_svg_draw(
    OctavoSVG *svg, void *cairo, double width, double height, OctavoSVGFonts *fonts,
    char *message);

/* Fonts by their files, and how fontconfig chooses among them, in its XML. */
OctavoSVGFonts *octavo_svg_fonts_new(
    const char *const *paths, size_t count, const char *settings);
void octavo_svg_fonts_free(OctavoSVGFonts *fonts);

#endif
