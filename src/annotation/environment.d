src/annotation/environment.o: src/annotation/environment.c \
 src/annotation/environment.h
src/annotation/environment.h:
