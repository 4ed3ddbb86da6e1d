src/annotation/annotate.o: src/annotation/annotate.c \
 src/annotation/annotate.h src/annotation/document.h \
 src/annotation/environment.h src/annotation/labels.h
src/annotation/annotate.h:
src/annotation/document.h:
src/annotation/environment.h:
src/annotation/labels.h:
