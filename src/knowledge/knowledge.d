src/knowledge/knowledge.o: src/knowledge/knowledge.c \
 src/knowledge/knowledge.h src/annotation/document.h \
 src/annotation/environment.h src/annotation/labels.h \
 build/knowledge/tables.h
src/knowledge/knowledge.h:
src/annotation/document.h:
src/annotation/environment.h:
src/annotation/labels.h:
build/knowledge/tables.h:
