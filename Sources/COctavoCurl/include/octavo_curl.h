#ifndef OCTAVO_CURL_H
#define OCTAVO_CURL_H

#include <curl/curl.h>

/* curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt take variable arguments, which Swift
   cannot call: one typed door for each kind of value. */

/* A callback that gets bytes: CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION. */
typedef size_t (*octavo_curl_bytes)(char *bytes, size_t size, size_t count, void *user);

/* CURLOPT_PREREQFUNCTION: the connection stands, nothing has been sent. */
typedef int (*octavo_curl_connected)(
    void *user, char *peer, char *own, int peer_port, int own_port);

/* CURLOPT_XFERINFOFUNCTION: bytes so far. */
typedef int (*octavo_curl_progress)(
    void *user, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up);

/* CURLOPT_SEEKFUNCTION: go to a byte of what is sent. */
typedef int (*octavo_curl_seek)(void *user, curl_off_t offset, int origin);

CURLcode octavo_curl_set_long(CURL *easy, CURLoption option, long value);
CURLcode octavo_curl_set_size(CURL *easy, CURLoption option, curl_off_t value);
CURLcode octavo_curl_set_text(CURL *easy, CURLoption option, const char *value);
CURLcode octavo_curl_set_pointer(CURL *easy, CURLoption option, const void *value);
CURLcode octavo_curl_set_bytes(CURL *easy, CURLoption option, octavo_curl_bytes value);
CURLcode octavo_curl_set_connected(CURL *easy, octavo_curl_connected value);
CURLcode octavo_curl_set_progress(CURL *easy, octavo_curl_progress value);
CURLcode octavo_curl_set_seek(CURL *easy, octavo_curl_seek value);

/* Lets a transfer connect to addresses of the public network only. */
CURLcode octavo_curl_refuse_private(CURL *easy);

/* Whether an address is of a private, local or otherwise special network, or of no known kind. */
struct sockaddr;
int octavo_curl_is_private(const struct sockaddr *address);

/* The next finished transfer and its result, or NULL. CURLMsg holds a union, which Swift imports
   badly. */
CURL *octavo_curl_next_finished(CURLM *multi, CURLcode *result);

#endif
