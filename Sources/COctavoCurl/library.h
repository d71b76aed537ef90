#ifndef OCTAVO_CURL_LIBRARY_H
#define OCTAVO_CURL_LIBRARY_H

#include <curl/curl.h>

typedef CURLcode (*octavo_curl_setopt)(CURL *easy, CURLoption option, ...);

/* libcurl's curl_easy_setopt, or NULL where the library is not installed: what takes variable
   arguments cannot be handed on under its own name, as the other functions are. */
octavo_curl_setopt octavo_curl_find_setopt(void);

#endif
