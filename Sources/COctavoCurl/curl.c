#include "octavo_curl.h"
#include "library.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Sets an option; fails where libcurl is not installed. */
#define set(easy, option, value)                                                                   \
  (octavo_curl_find_setopt() ? octavo_curl_find_setopt()((easy), (option), (value))                 \
                             : CURLE_FAILED_INIT)

/* Addresses of RFC 6890 and its updates that no stranger's host has, in network byte order. */
static int is_private_4(const unsigned char *a) {
  return a[0] == 0 || a[0] == 10 || a[0] == 127 || (a[0] == 100 && (a[1] & 0xC0) == 64) ||
         (a[0] == 169 && a[1] == 254) || (a[0] == 172 && (a[1] & 0xF0) == 16) ||
         (a[0] == 192 && a[1] == 168) || (a[0] == 192 && a[1] == 0 && (a[2] == 0 || a[2] == 2)) ||
         (a[0] == 198 && (a[1] & 0xFE) == 18) || (a[0] == 198 && a[1] == 51 && a[2] == 100) ||
         (a[0] == 203 && a[1] == 0 && a[2] == 113) || a[0] >= 224;
}

static int is_private_6(const unsigned char *a) {
  static const unsigned char zeros[12] = {0};
  static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  static const unsigned char nat64[12] = {0, 0x64, 0xFF, 0x9B};
  if (memcmp(a, mapped, 12) == 0 || memcmp(a, nat64, 12) == 0) return is_private_4(a + 12);
  /* Unspecified, loopback and the old form of IPv4; unique local; link-local; multicast; 6to4. */
  if (memcmp(a, zeros, 12) == 0 || (a[0] & 0xFE) == 0xFC || a[0] == 0xFF) return 1;
  if (a[0] == 0xFE && (a[1] & 0x80) == 0x80) return 1;
  return a[0] == 0x20 && a[1] == 0x02 && is_private_4(a + 2);
}

int octavo_curl_is_private(const struct sockaddr *address) {
  if (address->sa_family == AF_INET) {
    const struct sockaddr_in *in = (const struct sockaddr_in *)address;
    return is_private_4((const unsigned char *)&in->sin_addr);
  }
  if (address->sa_family == AF_INET6) {
    const struct sockaddr_in6 *in = (const struct sockaddr_in6 *)address;
    return is_private_6(in->sin6_addr.s6_addr);
  }
  return 1;
}

/* CURLOPT_OPENSOCKETFUNCTION: judges the address that is really called, whatever its name said. */
static curl_socket_t open_public(void *user, curlsocktype purpose, struct curl_sockaddr *address) {
  (void)user;
  (void)purpose;
  if (octavo_curl_is_private(&address->addr)) return CURL_SOCKET_BAD;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

CURLcode octavo_curl_refuse_private(CURL *easy) {
  return set(easy, CURLOPT_OPENSOCKETFUNCTION, open_public);
}

CURLcode octavo_curl_set_long(CURL *easy, CURLoption option, long value) {
  return set(easy, option, value);
}

CURLcode octavo_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
  return set(easy, option, value);
}

CURLcode octavo_curl_set_text(CURL *easy, CURLoption option, const char *value) {
  return set(easy, option, value);
}

CURLcode octavo_curl_set_pointer(CURL *easy, CURLoption option, const void *value) {
  return set(easy, option, value);
}

CURLcode octavo_curl_set_bytes(CURL *easy, CURLoption option, octavo_curl_bytes value) {
  return set(easy, option, value);
}

CURLcode octavo_curl_set_connected(CURL *easy, octavo_curl_connected value) {
  return set(easy, CURLOPT_PREREQFUNCTION, value);
}

CURLcode octavo_curl_set_progress(CURL *easy, octavo_curl_progress value) {
  return set(easy, CURLOPT_XFERINFOFUNCTION, value);
}

CURLcode octavo_curl_set_seek(CURL *easy, octavo_curl_seek value) {
  return set(easy, CURLOPT_SEEKFUNCTION, value);
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
