src/annotation/document.o: src/annotation/document.c \
 src/annotation/document.h src/annotation/environment.h \
 src/annotation/labels.h
src/annotation/document.h:
src/annotation/environment.h:
src/annotation/labels.h:
