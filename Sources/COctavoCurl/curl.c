#include "octavo_curl.h"

CURLcode octavo_curl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

CURLcode octavo_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

CURLcode octavo_curl_set_text(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

CURLcode octavo_curl_set_pointer(CURL *easy, CURLoption option, const void *value) {
  return curl_easy_setopt(easy, option, value);
}

CURLcode octavo_curl_set_bytes(CURL *easy, CURLoption option, octavo_curl_bytes value) {
  return curl_easy_setopt(easy, option, value);
}

CURLcode octavo_curl_set_connected(CURL *easy, octavo_curl_connected value) {
  return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, value);
}

CURLcode octavo_curl_set_progress(CURL *easy, octavo_curl_progress value) {
  return curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, value);
}

CURLcode octavo_curl_set_seek(CURL *easy, octavo_curl_seek value) {
  return curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, value);
}

CURL *octavo_curl_next_finished(CURLM *multi, CURLcode *result) {
  int left;
  for (CURLMsg *message; (message = curl_multi_info_read(multi, &left));) {
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return message->easy_handle;
    }
  }
  return NULL;
}
