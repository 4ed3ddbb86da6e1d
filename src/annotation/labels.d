src/annotation/labels.o: src/annotation/labels.c src/annotation/labels.h
src/annotation/labels.h:
