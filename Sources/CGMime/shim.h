// The part of GMime that Tieline uses, without GObject's macros, which Swift does not see. Objects are plain pointers.
// Every function takes what GMime made; strings belong to the object unless it says otherwise.
#ifndef CGMIME_SHIM_H
#define CGMIME_SHIM_H

#include <gmime/gmime.h>
#include <stdint.h>

enum { CGMIME_OTHER = 0, CGMIME_MULTIPART = 1, CGMIME_MESSAGE = 2, CGMIME_PART = 3 };

static void cgmime_no_log(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
    (void)domain; (void)level; (void)message; (void)data;
}

/// Once in a process, before anything else. What GLib would print about hostile mail is not printed.
static inline void cgmime_start(void) {
    static const char *charsets[] = {"utf-8", "windows-1252", NULL};
    g_log_set_default_handler(cgmime_no_log, NULL);
    g_mime_init();
    g_mime_parser_options_set_fallback_charsets(g_mime_parser_options_get_default(), charsets);
}

/// The message, or NULL; copies the bytes. To be released.
static inline void *cgmime_message(const void *bytes, size_t count) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)bytes, count);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    g_object_unref(stream);
    return message;
}

static inline void cgmime_release(void *object) { g_object_unref(object); }

static inline const char *cgmime_subject(void *message) { return g_mime_message_get_subject((GMimeMessage *)message); }

static inline const char *cgmime_message_id(void *message) {
    return g_mime_message_get_message_id((GMimeMessage *)message);
}

/// Seconds since 1970, or INT64_MIN when there is no date or none that can be read.
static inline int64_t cgmime_date(void *message) {
    GDateTime *date = g_mime_message_get_date((GMimeMessage *)message);
    return date ? g_date_time_to_unix(date) : INT64_MIN;
}

/// How many addresses stand in From.
static inline int cgmime_sender_count(void *message) {
    InternetAddressList *list = g_mime_message_get_from((GMimeMessage *)message);
    return list ? internet_address_list_length(list) : 0;
}

/// The address in From at this place; NULL for a group.
static inline const char *cgmime_sender(void *message, int index) {
    InternetAddressList *list = g_mime_message_get_from((GMimeMessage *)message);
    InternetAddress *address = list ? internet_address_list_get_address(list, index) : NULL;
    if (!address || !INTERNET_ADDRESS_IS_MAILBOX(address)) return NULL;
    return internet_address_mailbox_get_addr((InternetAddressMailbox *)address);
}

/// The body of a message, or NULL.
static inline void *cgmime_body(void *message) { return g_mime_message_get_mime_part((GMimeMessage *)message); }

static inline int cgmime_kind(void *object) {
    if (GMIME_IS_MULTIPART(object)) return CGMIME_MULTIPART;
    if (GMIME_IS_MESSAGE_PART(object)) return CGMIME_MESSAGE;
    return GMIME_IS_PART(object) ? CGMIME_PART : CGMIME_OTHER;
}

static inline int cgmime_child_count(void *multipart) { return g_mime_multipart_get_count((GMimeMultipart *)multipart); }

static inline void *cgmime_child(void *multipart, int index) {
    return g_mime_multipart_get_part((GMimeMultipart *)multipart, index);
}

/// The message within a message part, or NULL.
static inline void *cgmime_inner(void *part) { return g_mime_message_part_get_message((GMimeMessagePart *)part); }

static inline const char *cgmime_type(void *object) {
    GMimeContentType *type = g_mime_object_get_content_type((GMimeObject *)object);
    return type ? g_mime_content_type_get_media_type(type) : NULL;
}

static inline const char *cgmime_subtype(void *object) {
    GMimeContentType *type = g_mime_object_get_content_type((GMimeObject *)object);
    return type ? g_mime_content_type_get_media_subtype(type) : NULL;
}

static inline const char *cgmime_charset(void *object) {
    return g_mime_object_get_content_type_parameter((GMimeObject *)object, "charset");
}

static inline const char *cgmime_disposition(void *object) {
    return g_mime_object_get_disposition((GMimeObject *)object);
}

static inline const char *cgmime_filename(void *part) { return g_mime_part_get_filename((GMimePart *)part); }

/// The part's content without its transfer encoding; to be freed with `cgmime_free`.
static inline GByteArray *cgmime_content(void *part) {
    GByteArray *bytes = g_byte_array_new();
    GMimeDataWrapper *content = g_mime_part_get_content((GMimePart *)part);
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
    g_mime_stream_mem_set_owner((GMimeStreamMem *)stream, FALSE);
    if (content) g_mime_data_wrapper_write_to_stream(content, stream);
    g_object_unref(stream);
    return bytes;
}

/// A message as bytes again; to be freed with `cgmime_free`.
static inline GByteArray *cgmime_bytes(void *message) {
    GByteArray *bytes = g_byte_array_new();
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
    g_mime_stream_mem_set_owner((GMimeStreamMem *)stream, FALSE);
    g_mime_object_write_to_stream((GMimeObject *)message, NULL, stream);
    g_object_unref(stream);
    return bytes;
}

/// Bytes of a charset as UTF-8, what cannot be read as question marks; NULL for an unknown charset.
static inline GByteArray *cgmime_utf8(const void *bytes, size_t count, const char *charset) {
    GMimeFilter *filter = g_mime_filter_charset_new(charset, "utf-8");
    if (!filter) return NULL;
    GByteArray *result = g_byte_array_new();
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(result);
    g_mime_stream_mem_set_owner((GMimeStreamMem *)stream, FALSE);
    GMimeStream *filtered = g_mime_stream_filter_new(stream);
    g_mime_stream_filter_add((GMimeStreamFilter *)filtered, filter);
    g_mime_stream_write(filtered, (const char *)bytes, count);
    g_mime_stream_flush(filtered);
    g_object_unref(filtered);
    g_object_unref(filter);
    g_object_unref(stream);
    return result;
}

static inline void cgmime_free(GByteArray *bytes) { g_byte_array_unref(bytes); }

#endif
