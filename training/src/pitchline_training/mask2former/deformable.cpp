// Multi-scale deformable sampling (Zhu et al., "Deformable DETR", arXiv:2010.04159, section 4.1) and
// its gradients for one core. All arrays are contiguous float32 (shapes in deformable.py); `sizes`
// holds height and width of each level. Only the batch items from `first` up to `last` are worked on,
// so that several threads can share a batch.
#include <cmath>
#include <cstdint>

namespace {

constexpr int kChannels = HEAD_CHANNELS;

struct Shape {
  int64_t positions, queries, heads, levels, points;
};

struct Corner {
  int64_t offset;  // of the first channel; negative outside the picture, where the value is 0
  float weight, slope_x, slope_y;
};

inline void corners_of(float x, float y, int64_t width, int64_t height, int64_t heads, Corner out[4]) {
  x = x * width - 0.5f;
  y = y * height - 0.5f;
  const float x_floor = std::floor(x), y_floor = std::floor(y);
  const float fx = x - x_floor, fy = y - y_floor;
  for (int corner = 0; corner < 4; ++corner) {
    const int dx = corner & 1, dy = corner >> 1;
    const float column = x_floor + dx, row = y_floor + dy;
    const bool inside = column >= 0 && row >= 0 && column < width && row < height;
    const float wx = dx ? fx : 1 - fx, wy = dy ? fy : 1 - fy;
    out[corner].offset =
        inside ? (static_cast<int64_t>(row) * width + static_cast<int64_t>(column)) * heads * kChannels
               : -1;
    out[corner].weight = wx * wy;
    out[corner].slope_x = (dx ? 1.0f : -1.0f) * wy * width;
    out[corner].slope_y = (dy ? 1.0f : -1.0f) * wx * height;
  }
}

}  // namespace

extern "C" void sample(const float* value, const int64_t* sizes, const float* locations,
                       const float* attention, float* output, const Shape* shape, int64_t first,
                       int64_t last) {
  const int64_t heads = shape->heads;
  for (int64_t item = first; item < last; ++item)
    for (int64_t query = 0; query < shape->queries; ++query)
      for (int64_t head = 0; head < heads; ++head) {
        const int64_t index = (item * shape->queries + query) * heads + head;
        const float* weight = attention + index * shape->levels * shape->points;
        const float* location = locations + index * shape->levels * shape->points * 2;
        const float* level_value = value + (item * shape->positions * heads + head) * kChannels;
        float sum[kChannels] = {};
        for (int64_t level = 0; level < shape->levels; ++level) {
          const int64_t height = sizes[2 * level], width = sizes[2 * level + 1];
          for (int64_t point = 0; point < shape->points; ++point, ++weight, location += 2) {
            Corner corners[4];
            corners_of(location[0], location[1], width, height, heads, corners);
            for (const Corner& corner : corners) {
              if (corner.offset < 0) continue;
              const float factor = corner.weight * *weight;
              for (int c = 0; c < kChannels; ++c) sum[c] += factor * level_value[corner.offset + c];
            }
          }
          level_value += height * width * heads * kChannels;
        }
        for (int c = 0; c < kChannels; ++c) output[index * kChannels + c] = sum[c];
      }
}

// Adds to `value_gradient`, which the caller has zeroed; overwrites the other two gradients.
extern "C" void sample_backward(const float* value, const int64_t* sizes, const float* locations,
                                const float* attention, const float* output_gradient,
                                float* value_gradient, float* location_gradient,
                                float* attention_gradient, const Shape* shape, int64_t first,
                                int64_t last) {
  const int64_t heads = shape->heads;
  for (int64_t item = first; item < last; ++item)
    for (int64_t query = 0; query < shape->queries; ++query)
      for (int64_t head = 0; head < heads; ++head) {
        const int64_t index = (item * shape->queries + query) * heads + head;
        const float* incoming = output_gradient + index * kChannels;
        int64_t sampled = index * shape->levels * shape->points;
        int64_t base = (item * shape->positions * heads + head) * kChannels;
        for (int64_t level = 0; level < shape->levels; ++level) {
          const int64_t height = sizes[2 * level], width = sizes[2 * level + 1];
          for (int64_t point = 0; point < shape->points; ++point, ++sampled) {
            Corner corners[4];
            corners_of(locations[2 * sampled], locations[2 * sampled + 1], width, height, heads,
                       corners);
            const float weight = attention[sampled];
            float to_attention = 0, to_x = 0, to_y = 0;
            for (const Corner& corner : corners) {
              if (corner.offset < 0) continue;
              const float* source = value + base + corner.offset;
              float* target = value_gradient + base + corner.offset;
              const float factor = corner.weight * weight;
              float dot = 0;
              for (int c = 0; c < kChannels; ++c) {
                dot += incoming[c] * source[c];
                target[c] += factor * incoming[c];
              }
              to_attention += corner.weight * dot;
              to_x += corner.slope_x * dot;
              to_y += corner.slope_y * dot;
            }
            attention_gradient[sampled] = to_attention;
            location_gradient[2 * sampled] = to_x * weight;
            location_gradient[2 * sampled + 1] = to_y * weight;
          }
          base += height * width * heads * kChannels;
        }
      }
}
