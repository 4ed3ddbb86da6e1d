src/annotation/layers.o: src/annotation/layers.c src/annotation/layers.h \
 src/annotation/document.h src/annotation/environment.h \
 src/annotation/labels.h
src/annotation/layers.h:
src/annotation/document.h:
src/annotation/environment.h:
src/annotation/labels.h:
