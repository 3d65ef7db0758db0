// The views, in the order of the tabs. A view draws itself into the stage with `show(room, state)` (Start and Network have
// rooms of their own) and gives its facts as rows with `twin(state)`.

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
  { id: "documents", label: "Documents", twin: documentsTwin },
];

export const viewNamed = (id) => VIEWS.find((view) => view.id === id) ?? VIEWS[0];
