// The least a site generator has to do: reads every file below SOURCE and writes a page of
// KILOBYTES for each of them below OUTPUT, one after the other, on one thread.
//
//     cc -O2 bench/floor.c -o target/bench/floor
//     target/bench/floor SOURCE OUTPUT KILOBYTES

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *page, input[1 << 16];
static size_t page_length;
static long files, bytes_read;

static void fail(const char *path) {
  fprintf(stderr, "%s: %s\n", path, strerror(errno));
  exit(1);
}

static void read_all(const char *path) {
  int file = open(path, O_RDONLY);
  if (file < 0) fail(path);
  ssize_t got;
  while ((got = read(file, input, sizeof input)) > 0) bytes_read += got;
  if (got < 0) fail(path);
  close(file);
}

static void write_page(const char *path) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0 || write(file, page, page_length) != (ssize_t)page_length) fail(path);
  close(file);
  files++;
}

static void walk(const char *source, const char *output) {
  mkdir(output, 0755);
  DIR *folder = opendir(source);
  if (!folder) fail(source);
  for (struct dirent *entry; (entry = readdir(folder));) {
    if (entry->d_name[0] == '.') continue;
    char from[PATH_MAX], to[PATH_MAX];
    snprintf(from, sizeof from, "%s/%s", source, entry->d_name);
    if (entry->d_type == DT_DIR) {
      snprintf(to, sizeof to, "%s/%s", output, entry->d_name);
      walk(from, to);
      continue;
    }
    read_all(from);
    int stem = (int)strcspn(entry->d_name, ".");
    snprintf(to, sizeof to, "%s/%.*s.html", output, stem, entry->d_name);
    write_page(to);
  }
  closedir(folder);
}

int main(int count, char **arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: floor SOURCE OUTPUT KILOBYTES\n");
    return 2;
  }
  page_length = (size_t)(atof(arguments[3]) * 1024);
  page = malloc(page_length);
  memset(page, 'x', page_length);
  walk(arguments[1], arguments[2]);
  printf("%ld files, %ld bytes read, %ld written\n", files, bytes_read, files * (long)page_length);
}
