src/annotation/buffer.o: src/annotation/buffer.c src/annotation/buffer.h \
 src/annotation/environment.h
src/annotation/buffer.h:
src/annotation/environment.h:
