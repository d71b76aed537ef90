#include "rsvg.h"

#include "COctavoSVG.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

/* Few books have a picture in SVG, and with all that librsvg needs it takes longer to load than
   some books to set. */
static const char name[] = "librsvg-2.so.2";

static Rsvg rsvg;
static int is_loaded;

static void load(void) {
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  *(void **)&rsvg.new_from_data = dlsym(library, "rsvg_handle_new_from_data");
  *(void **)&rsvg.set_dpi = dlsym(library, "rsvg_handle_set_dpi");
  *(void **)&rsvg.size_in_pixels = dlsym(library, "rsvg_handle_get_intrinsic_size_in_pixels");
  *(void **)&rsvg.dimensions = dlsym(library, "rsvg_handle_get_intrinsic_dimensions");
  *(void **)&rsvg.render = dlsym(library, "rsvg_handle_render_document");
  is_loaded =
      rsvg.new_from_data && rsvg.set_dpi && rsvg.size_in_pixels && rsvg.dimensions && rsvg.render;
}

const Rsvg *octavo_rsvg(char *message) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  if (is_loaded) return &rsvg;
  snprintf(message, OCTAVO_SVG_MESSAGE, "%s cannot be loaded", name);
  return NULL;
}
