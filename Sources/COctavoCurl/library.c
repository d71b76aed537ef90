#include "library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

/* libcurl is loaded when it is first called: with all it needs in turn it is a third of the
   libraries of the program, of which a book that is set uses none. */

static const char name[] = "libcurl.so.4";

/* One line a function: its type, its name, its parameters, the arguments, what it gives without the
   library. */
#define FUNCTIONS(FUNCTION)                                                                        \
  FUNCTION(CURLcode, curl_global_init, (long flags), (flags), CURLE_FAILED_INIT)                   \
  FUNCTION(CURL *, curl_easy_init, (void), (), NULL)                                               \
  FUNCTION(CURLcode, curl_easy_pause, (CURL * easy, int mask), (easy, mask), CURLE_FAILED_INIT)    \
  FUNCTION(CURLM *, curl_multi_init, (void), (), NULL)                                             \
  FUNCTION(                                                                                        \
      CURLMcode, curl_multi_add_handle, (CURLM * multi, CURL * easy), (multi, easy),               \
      CURLM_INTERNAL_ERROR)                                                                        \
  FUNCTION(                                                                                        \
      CURLMcode, curl_multi_remove_handle, (CURLM * multi, CURL * easy), (multi, easy),            \
      CURLM_INTERNAL_ERROR)                                                                        \
  FUNCTION(CURLMcode, curl_multi_cleanup, (CURLM * multi), (multi), CURLM_INTERNAL_ERROR)          \
  FUNCTION(                                                                                        \
      CURLMcode, curl_multi_perform, (CURLM * multi, int *running), (multi, running),              \
      CURLM_INTERNAL_ERROR)                                                                        \
  FUNCTION(                                                                                        \
      CURLMcode, curl_multi_poll,                                                                  \
      (CURLM * multi, struct curl_waitfd * more, unsigned count, int timeout, int *ready),         \
      (multi, more, count, timeout, ready), CURLM_INTERNAL_ERROR)                                  \
  FUNCTION(CURLMcode, curl_multi_wakeup, (CURLM * multi), (multi), CURLM_INTERNAL_ERROR)           \
  FUNCTION(CURLMsg *, curl_multi_info_read, (CURLM * multi, int *left), (multi, left), NULL)       \
  FUNCTION(                                                                                        \
      struct curl_slist *, curl_slist_append, (struct curl_slist * list, const char *text),        \
      (list, text), NULL)

#define PROCEDURES(PROCEDURE)                                                                      \
  PROCEDURE(curl_easy_cleanup, (CURL * easy), (easy))                                              \
  PROCEDURE(curl_slist_free_all, (struct curl_slist * list), (list))

#define DECLARE_FUNCTION(type, function, parameters, arguments, failure)                           \
  static type(*found_##function) parameters;
#define DECLARE_PROCEDURE(function, parameters, arguments)                                         \
  static void(*found_##function) parameters;

FUNCTIONS(DECLARE_FUNCTION)
PROCEDURES(DECLARE_PROCEDURE)
static octavo_curl_setopt found_setopt;

static void load(void) {
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
#define FIND_FUNCTION(type, function, parameters, arguments, failure)                              \
  *(void **)&found_##function = dlsym(library, #function);
#define FIND_PROCEDURE(function, parameters, arguments)                                            \
  *(void **)&found_##function = dlsym(library, #function);
  FUNCTIONS(FIND_FUNCTION)
  PROCEDURES(FIND_PROCEDURE)
  *(void **)&found_setopt = dlsym(library, "curl_easy_setopt");
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

#define DEFINE_FUNCTION(type, function, parameters, arguments, failure)                            \
  type function parameters {                                                                       \
    pthread_once(&once, load);                                                                     \
    return found_##function ? found_##function arguments : (failure);                              \
  }
#define DEFINE_PROCEDURE(function, parameters, arguments)                                          \
  void function parameters {                                                                       \
    pthread_once(&once, load);                                                                     \
    if (found_##function) found_##function arguments;                                              \
  }

FUNCTIONS(DEFINE_FUNCTION)
PROCEDURES(DEFINE_PROCEDURE)

octavo_curl_setopt octavo_curl_find_setopt(void) {
  pthread_once(&once, load);
  return found_setopt;
}
