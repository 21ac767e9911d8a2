// Compiles better-sqlite3, unchanged, for Node-API 9, which is what Electron 33 has.
// The package keeps references to strings and other primitives, and only Node-API 10 allows those. Here such
// a value is put into a box, an array of one element, and the reference is to the box. The lowest bit of the
// pointer, which is always free, marks a reference to a box.
#include <cstdint>
#include <node_api.h>

namespace boxed {

inline bool isBoxed(napi_ref ref) { return (reinterpret_cast<uintptr_t>(ref) & 1) != 0; }
inline napi_ref mark(napi_ref ref) {
  return reinterpret_cast<napi_ref>(reinterpret_cast<uintptr_t>(ref) | 1);
}
inline napi_ref plain(napi_ref ref) {
  return reinterpret_cast<napi_ref>(reinterpret_cast<uintptr_t>(ref) & ~uintptr_t{1});
}

// Opening a box is refused while an exception is pending, as reading a reference is not: so it is set aside.
template <typename Action>
napi_status withoutException(napi_env env, Action action) {
  napi_status status = action();
  if (status != napi_pending_exception) return status;
  napi_value error;
  if (napi_get_and_clear_last_exception(env, &error) != napi_ok) return status;
  status = action();
  napi_throw(env, error);
  return status;
}

inline napi_status create(napi_env env, napi_value value, uint32_t count, napi_ref* ref) {
  napi_valuetype type;
  napi_status status = napi_typeof(env, value, &type);
  if (status != napi_ok) return status;
  if (type == napi_object || type == napi_function || type == napi_symbol) {
    return napi_create_reference(env, value, count, ref);
  }
  napi_handle_scope scope;
  status = napi_open_handle_scope(env, &scope);
  if (status != napi_ok) return status;
  napi_value box;
  status = napi_create_array(env, &box);
  if (status == napi_ok) {
    // Defined and not set: a setter on Array.prototype would be called.
    napi_property_descriptor element = {};
    element.utf8name = "0";
    element.value = value;
    status = withoutException(env, [&] { return napi_define_properties(env, box, 1, &element); });
  }
  if (status == napi_ok) status = napi_create_reference(env, box, count, ref);
  if (status == napi_ok) *ref = mark(*ref);
  napi_close_handle_scope(env, scope);
  return status;
}

inline napi_status read(napi_env env, napi_ref ref, napi_value* value) {
  napi_status status = napi_get_reference_value(env, plain(ref), value);
  if (status != napi_ok || !isBoxed(ref) || *value == nullptr) return status;
  napi_value box = *value;
  return withoutException(env, [&] { return napi_get_element(env, box, 0, value); });
}

inline napi_status drop(napi_env env, napi_ref ref) { return napi_delete_reference(env, plain(ref)); }
inline napi_status hold(napi_env env, napi_ref ref, uint32_t* count) {
  return napi_reference_ref(env, plain(ref), count);
}
inline napi_status release(napi_env env, napi_ref ref, uint32_t* count) {
  return napi_reference_unref(env, plain(ref), count);
}

}  // namespace boxed

#define napi_create_reference boxed::create
#define napi_get_reference_value boxed::read
#define napi_delete_reference boxed::drop
#define napi_reference_ref boxed::hold
#define napi_reference_unref boxed::release

#include <better_sqlite3.cpp>
