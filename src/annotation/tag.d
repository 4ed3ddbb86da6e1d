src/annotation/tag.o: src/annotation/tag.c src/annotation/annotate.h \
 src/annotation/document.h src/annotation/environment.h \
 src/annotation/labels.h
src/annotation/annotate.h:
src/annotation/document.h:
src/annotation/environment.h:
src/annotation/labels.h:
