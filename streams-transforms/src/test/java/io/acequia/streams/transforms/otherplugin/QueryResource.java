package io.acequia.streams.transforms.otherplugin;

import io.acequia.streams.transforms.query.LocalTopologies;
import io.acequia.streams.transforms.query.TopologyMXBean;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.errors.RetriableException;

/** Queries by HTTP, as a control plane would serve them. */
@Path("/topologies/{application}")
@Produces("text/plain")
public final class QueryResource {

  private static final int MOST = 1_000;

  @GET
  public Response about(@PathParam("application") String application) {
    return answer(application, it -> it.getState() + " " + it.getAddress() + " " + it.getStores());
  }

  @GET
  @Path("{store}/owner")
  public Response owner(
      @PathParam("application") String application,
      @PathParam("store") String store,
      @QueryParam("key") String key) {
    return answer(application, it -> it.owner(store, key));
  }

  @GET
  @Path("{store}")
  public Response rows(
      @PathParam("application") String application,
      @PathParam("store") String store,
      @QueryParam("key") String key,
      @QueryParam("from") String from,
      @QueryParam("to") String to) {
    return answer(
        application,
        it -> {
          if (from == null) {
            return key == null ? it.range(store, null, null, MOST) : it.key(store, key);
          }
          return key == null
              ? it.allWindows(store, from, to, MOST)
              : it.windows(store, key, from, to, MOST);
        });
  }

  /** Errors are told apart by classes that all plugins of a worker share. */
  private static Response answer(String application, Function<TopologyMXBean, String> question) {
    TopologyMXBean topology = LocalTopologies.all().get(application);
    if (topology == null) {
      return said(404, "no such application here");
    }
    try {
      return said(200, question.apply(topology));
    } catch (RetriableException e) {
      return said(503, e.getMessage());
    } catch (NotFoundException e) {
      return said(404, e.getMessage());
    } catch (DataException e) {
      return said(400, e.getMessage());
    }
  }

  private static Response said(int status, String text) {
    return Response.status(status).entity(text).build();
  }
}
