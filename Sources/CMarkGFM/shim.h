#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>
/* Debian's libcmark-gfm-dev ships the node and parser structs; reading them saves a copy per text. */
#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>
