#ifndef THROUGHGATE_CEXPAT_SHIM_H
#define THROUGHGATE_CEXPAT_SHIM_H
/* expat.h hides the billion-laughs setters (expat 2.4.0) unless XML_DTD is defined, as Debian's build of it is. */
#ifndef XML_DTD
#define XML_DTD 1
#endif
#include <expat.h>
#endif
