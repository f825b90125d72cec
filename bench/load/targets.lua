-- Asks for targets in random order. Arguments: a file of `path<TAB>entity tag or nothing<TAB>codings or nothing`, and
-- a seed.
-- Prints what wrk found out as one line of JSON.
local targets, requests = {}, {}

function init(args)
  math.randomseed(tonumber(args[2]))
  for line in io.lines(args[1]) do
    local path, etag, encoding = line:match("^([^\t]+)\t([^\t]*)\t(.*)$")
    targets[#targets + 1] = { path = path, etag = etag, encoding = encoding }
  end
end

function request()
  local n = math.random(#targets)
  if not requests[n] then
    local headers = {}
    if targets[n].etag ~= "" then headers["If-None-Match"] = targets[n].etag end
    if targets[n].encoding ~= "" then headers["Accept-Encoding"] = targets[n].encoding end
    requests[n] = wrk.format("GET", targets[n].path, headers)
  end
  return requests[n]
end

function done(summary, latency)
  local e = summary.errors
  print(string.format(
    '{"requests":%d,"seconds":%f,"errors":%d,"p50":%f,"p99":%f}',
    summary.requests, summary.duration / 1e6,
    e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
