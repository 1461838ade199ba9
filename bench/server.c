/* The server that everything is measured against: it answers from files, over http and https, and does nothing else.
 *
 *     server FOLDER CERTIFICATE KEY        prints "HTTP_PORT HTTPS_PORT" and serves until it is ended
 *
 * GET /a/b gives FOLDER/a/b, or its index where that is a folder; with page[after]=7 in the query FOLDER/a/b@7. A path
 * that ends in /download is given as a file, any other as a JSON:API document. GET /connections gives the number of
 * connections so far. The body of a POST is read, counted and dropped, and answered with FOLDER/uploaded. One thread for
 * each connection; bodies leave by sendfile or as TLS records straight from the page cache, so that the server is never
 * what is measured.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 16384, BLOCK = 1 << 20, BACKLOG = 1024 };

typedef struct { int fd; SSL *tls; } Wire;
typedef struct { int fd; SSL_CTX *tls; } Listener;

static const char *folder;
static atomic_long connections;

static ssize_t take(Wire *wire, void *into, size_t size) {
    return wire->tls ? SSL_read(wire->tls, into, (int)size) : recv(wire->fd, into, size, 0);
}

static int give(Wire *wire, const char *data, size_t size, int flags) {
    while (size) {
        size_t part = size < BLOCK ? size : BLOCK;
        ssize_t sent = wire->tls ? SSL_write(wire->tls, data, (int)part) : send(wire->fd, data, part, flags);
        if (sent <= 0) return 0;
        data += sent;
        size -= (size_t)sent;
    }
    return 1;
}

static int give_text(Wire *wire, const char *status, const char *body) {
    char text[1024];
    int size = snprintf(text, sizeof text, "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %zu\r\n\r\n%s",
                        status, strlen(body), body);
    return give(wire, text, (size_t)size, 0);
}

static int give_file(Wire *wire, const char *status, const char *name) {
    char head[BLOCK / 8], path[4096];
    struct stat about;
    snprintf(path, sizeof path, "%s%s", folder, name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0 && !fstat(file, &about) && S_ISDIR(about.st_mode)) {
        int inner = openat(file, "index", O_RDONLY | O_CLOEXEC);
        close(file);
        file = inner;
    }
    if (file < 0 || fstat(file, &about) < 0 || !S_ISREG(about.st_mode)) {
        if (file >= 0) close(file);
        return give_text(wire, "404 Not Found", name);
    }
    size_t length = strlen(name), size = (size_t)about.st_size;
    int raw = length > 9 && !strcmp(name + length - 9, "/download");
    size_t used = (size_t)snprintf(
        head, sizeof head, "HTTP/1.1 %s\r\nContent-Type: %s\r\n%sContent-Length: %zu\r\n\r\n", status,
        raw ? "application/octet-stream" : "application/vnd.api+json",
        raw ? "Content-Disposition: attachment; filename=\"file.bin\"\r\n" : "", size);
    int well;
    if (used + size <= sizeof head) { /* small: one write */
        well = pread(file, head + used, size, 0) == (ssize_t)size && give(wire, head, used + size, 0);
    } else if (wire->tls) {
        char *data = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0);
        well = data != MAP_FAILED && give(wire, head, used, 0) && give(wire, data, size, 0);
        if (data != MAP_FAILED) munmap(data, size);
    } else {
        off_t at = 0;
        well = give(wire, head, used, MSG_MORE);
        while (well && (size_t)at < size) well = sendfile(wire->fd, file, &at, size - (size_t)at) > 0;
    }
    close(file);
    return well;
}

/* The name of the file that a GET's target stands for. */
static void name_of(const char *target, char *name, size_t room) {
    const char *query = strchr(target, '?');
    const char *after = query ? strstr(query, "after]=") : NULL;
    if (query && !after && (after = strstr(query, "after%5D="))) after += 2;
    int path = query ? (int)(query - target) : (int)strlen(target);
    if (after) snprintf(name, room, "%.*s@%d", path, target, atoi(after + 7));
    else snprintf(name, room, "%.*s", path, target);
}

static int answer(Wire *wire, char *method, const char *target) {
    char name[2048];
    if (!strcmp(target, "/connections")) {
        snprintf(name, sizeof name, "%ld", atomic_load(&connections));
        return give_text(wire, "200 OK", name);
    }
    if (strcmp(method, "GET")) return give_file(wire, "201 Created", "/uploaded");
    name_of(target, name, sizeof name);
    return give_file(wire, "200 OK", name);
}

/* Read the rest of a body, of which `held` bytes are here already. */
static int drain(Wire *wire, const char *head, size_t length, size_t held, char *spare) {
    if (length > held && strcasestr(head, "\nexpect: 100-continue") && !give(wire, "HTTP/1.1 100 Continue\r\n\r\n", 25, 0))
        return 0;
    while (held < length) {
        ssize_t got = take(wire, spare, length - held < BLOCK ? length - held : BLOCK);
        if (got <= 0) return 0;
        held += (size_t)got;
    }
    return 1;
}

/* Answer requests one after another until the client leaves, or sends what this server does not know. */
static void converse(Wire *wire, char *spare) {
    char seen[HEAD + 1], method[8], target[2048], *end;
    size_t held = 0;
    for (;;) {
        seen[held] = 0;
        while (!(end = strstr(seen, "\r\n\r\n"))) {
            ssize_t got = held < HEAD ? take(wire, seen + held, HEAD - held) : 0;
            if (got <= 0) return;
            held += (size_t)got;
            seen[held] = 0;
        }
        end[2] = 0;
        size_t size = (size_t)(end + 4 - seen), body = held - size;
        const char *told = strcasestr(seen, "\ncontent-length:");
        size_t length = told ? strtoul(told + 16, NULL, 10) : 0;
        if (sscanf(seen, "%7s %2047s", method, target) != 2 || strstr(target, "..") ||
            strcasestr(seen, "\ntransfer-encoding:")) {
            give_text(wire, "400 Bad Request", "a plain path and Content-Length, please");
            return;
        }
        if (!drain(wire, seen, length, body, spare) || !answer(wire, method, target)) return;
        held = body > length ? body - length : 0;
        memmove(seen, seen + size + length, held);
    }
}

static void *serve(void *given) {
    Wire *wire = given;
    char *spare = malloc(BLOCK);
    if (!wire->tls || SSL_accept(wire->tls) == 1) converse(wire, spare);
    if (wire->tls) SSL_free(wire->tls);
    close(wire->fd);
    free(spare);
    free(wire);
    return NULL;
}

static void *listen_on(void *given) {
    Listener *own = given;
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setdetachstate(&small, PTHREAD_CREATE_DETACHED);
    for (;;) {
        int fd = accept4(own->fd, NULL, NULL, SOCK_CLOEXEC), yes = 1;
        if (fd < 0) continue;
        atomic_fetch_add(&connections, 1);
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        Wire *wire = calloc(1, sizeof *wire);
        wire->fd = fd;
        if (own->tls) SSL_set_fd(wire->tls = SSL_new(own->tls), fd);
        pthread_t thread;
        if (pthread_create(&thread, &small, serve, wire)) close(fd);
    }
    return NULL;
}

static Listener *listener(SSL_CTX *tls, int *port) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    Listener *own = malloc(sizeof *own);
    own->tls = tls;
    own->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(own->fd, (struct sockaddr *)&at, size) || listen(own->fd, BACKLOG) ||
        getsockname(own->fd, (struct sockaddr *)&at, &size)) {
        perror("listen");
        exit(1);
    }
    *port = ntohs(at.sin_port);
    return own;
}

int main(int count, char **given) {
    if (count != 4) return 2;
    signal(SIGPIPE, SIG_IGN);
    folder = given[1];
    SSL_CTX *tls = SSL_CTX_new(TLS_server_method());
    if (SSL_CTX_use_certificate_chain_file(tls, given[2]) != 1 ||
        SSL_CTX_use_PrivateKey_file(tls, given[3], SSL_FILETYPE_PEM) != 1)
        return 1;
    int plain, secure;
    Listener *first = listener(NULL, &plain), *second = listener(tls, &secure);
    printf("%d %d\n", plain, secure);
    fflush(stdout);
    pthread_t thread;
    pthread_create(&thread, NULL, listen_on, second);
    listen_on(first);
    return 0;
}
