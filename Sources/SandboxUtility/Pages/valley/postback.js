var theForm = null;
function __doPostBack(eventTarget, eventArgument) {
  theForm = theForm || document.forms["aspnetForm"];
  theForm.__EVENTTARGET.value = eventTarget;
  theForm.__EVENTARGUMENT.value = eventArgument;
  theForm.submit();
}
