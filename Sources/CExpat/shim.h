#ifndef THROUGHGATE_CEXPAT_SHIM_H
#define THROUGHGATE_CEXPAT_SHIM_H
#include <expat.h>
#endif
