// libcurl without variadic functions, which Swift does not call, and with a callback that keeps what comes.
#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

/// What a transfer brought, up to a limit; `is_full` when there was more.
typedef struct {
    unsigned char *bytes;
    size_t count;
    size_t limit;
    int is_full;
} ccurl_catch;

static size_t ccurl_keep(char *data, size_t size, size_t count, void *to) {
    ccurl_catch *caught = (ccurl_catch *)to;
    size_t more = size * count;
    if (caught->count + more > caught->limit) {
        caught->is_full = 1;
        return 0;
    }
    unsigned char *grown = (unsigned char *)realloc(caught->bytes, caught->count + more + 1);
    if (!grown) return 0;
    memcpy(grown + caught->count, data, more);
    caught->bytes = grown;
    caught->count += more;
    return more;
}

static inline int ccurl_start(void) { return (int)curl_global_init(CURL_GLOBAL_DEFAULT); }

static inline CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *text) {
    return curl_easy_setopt(handle, option, text);
}

static inline CURLcode ccurl_set_number(CURL *handle, CURLoption option, long number) {
    return curl_easy_setopt(handle, option, number);
}

/// Where the words go that an error comes with; CURL_ERROR_SIZE bytes that live as long as the handle.
static inline void ccurl_explain_in(CURL *handle, char *words) { curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words); }

/// Where the next transfer's bytes go; `caught` must live until then.
static inline void ccurl_catch_with(CURL *handle, ccurl_catch *caught) {
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, ccurl_keep);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, caught);
}

/// Where the other side's replies go during the next transfer; `caught` must live until then.
static inline void ccurl_hear_with(CURL *handle, ccurl_catch *caught) {
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, ccurl_keep);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, caught);
}

/// Bytes on their way out; `place` is how far they went.
typedef struct {
    const unsigned char *bytes;
    size_t count;
    size_t place;
} ccurl_gift;

static size_t ccurl_hand_out(char *to, size_t size, size_t count, void *from) {
    ccurl_gift *gift = (ccurl_gift *)from;
    size_t room = size * count;
    size_t left = gift->count - gift->place;
    size_t more = left < room ? left : room;
    memcpy(to, gift->bytes + gift->place, more);
    gift->place += more;
    return more;
}

/// Where the next transfer takes what it sends; `gift` and its bytes must live until then.
static inline void ccurl_give_from(CURL *handle, ccurl_gift *gift) {
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, ccurl_hand_out);
    curl_easy_setopt(handle, CURLOPT_READDATA, gift);
}

/// Stops a transfer from another thread, though not once everything was handed out: then only the other side knows whether
/// it has it.
typedef struct {
    int is_pulled;
    const ccurl_gift *gift;
} ccurl_brake;

static inline void ccurl_pull(ccurl_brake *brake) { __atomic_store_n(&brake->is_pulled, 1, __ATOMIC_RELAXED); }

static int ccurl_may_stop(void *with, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
    (void)a; (void)b; (void)c; (void)d;
    ccurl_brake *brake = (ccurl_brake *)with;
    if (brake->gift && brake->gift->place == brake->gift->count) return 0;
    return __atomic_load_n(&brake->is_pulled, __ATOMIC_RELAXED);
}

/// What may stop the next transfer; `brake` must live until then. libcurl asks at least once a second.
static inline void ccurl_brake_with(CURL *handle, ccurl_brake *brake, const ccurl_gift *gift) {
    brake->gift = gift;
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, ccurl_may_stop);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, brake);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
}

/// Whom the next transfer is for; the list must live until then.
static inline void ccurl_address_to(CURL *handle, struct curl_slist *recipients) {
    curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients);
}

#endif
