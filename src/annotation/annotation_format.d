src/annotation/annotation_format.o: src/annotation/annotation_format.c \
 src/annotation/annotation_format.h src/annotation/buffer.h \
 src/annotation/environment.h src/annotation/document.h \
 src/annotation/labels.h src/annotation/layers.h
src/annotation/annotation_format.h:
src/annotation/buffer.h:
src/annotation/environment.h:
src/annotation/document.h:
src/annotation/labels.h:
src/annotation/layers.h:
