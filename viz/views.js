// The views, in the order of the tabs. A view draws itself into the stage with `show(room, state)` (Start and Network have
// rooms of their own) and gives its facts as rows with `twin(state)`. Where `stage(state)` says no, the view needs no stage:
// an open document is read beside it.

import { askTwin, showAsk } from "./ask.js";
import { showDocuments } from "./documents.js";
import { networkTwin } from "./linetwin.js";
import { showMap } from "./map.js";
import { showNumbers } from "./numbers.js";
import { showTimeline, timelineTwin } from "./timeline.js";
import { documentsTwin, flowsTwin, namesTwin, numbersTwin } from "./twins.js";

export const VIEWS = [
  { id: "start", label: "Start", twin: namesTwin },
  { id: "network", label: "Network", twin: networkTwin },
  { id: "map", label: "Map", show: showMap, twin: flowsTwin },
  { id: "numbers", label: "Numbers", show: showNumbers, twin: numbersTwin },
  { id: "timeline", label: "Timeline", show: showTimeline, twin: timelineTwin },
  { id: "documents", label: "Documents", show: showDocuments, stage: (state) => !state.doc || state.with !== "", twin: documentsTwin },
  { id: "ask", label: "Ask", show: showAsk, twin: askTwin },
];

export const viewNamed = (id) => VIEWS.find((view) => view.id === id) ?? VIEWS[0];
